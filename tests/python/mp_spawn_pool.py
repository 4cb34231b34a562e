import multiprocessing as mp


def square(x):
    return x * x


def fail(x):
    raise ValueError(x)


if __name__ == "__main__":
    with mp.get_context("spawn").Pool(2) as pool:
        print(pool.map(square, range(5)))
        try:
            pool.apply(fail, ("no",))
        except ValueError as error:
            print(repr(error))
    with mp.get_context("spawn").Manager() as manager:
        items = manager.list([1])
        items.append(2)
        print(items)
