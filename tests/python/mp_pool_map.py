from multiprocessing import Pool


def square(x):
    return x * x


def add(a, b):
    return a + b


if __name__ == "__main__":
    with Pool(processes=4) as pool:
        print(pool.map(square, range(10)))
        print(pool.map(square, [], chunksize=3), pool.map(square, range(7), 3))
        print(pool.starmap(add, [(1, 2), (3, 4)]))
        print(list(pool.imap(square, range(5))), sorted(pool.imap_unordered(square, range(5))))
        print(list(pool.imap(square, range(5), chunksize=2)))
