from multiprocessing import Pool

base = None


def prepare(value):
    global base
    base = value


def add(x):
    return base + x


if __name__ == "__main__":
    with Pool(3, initializer=prepare, initargs=(100,)) as pool:
        print(pool.map(add, range(5)))
    print(base)
