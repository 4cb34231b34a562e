from multiprocessing import Pool


def work(x):
    return 10 // x


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(work, [1, 2]))
        print(pool.map(work, [1, 0]))
