from multiprocessing import Pool


def half(x):
    if x % 2:
        raise ValueError(f"{x} is odd")
    return x // 2


if __name__ == "__main__":
    good, bad = [], []
    with Pool(2) as pool:
        results = [pool.apply_async(half, (x,), callback=good.append, error_callback=bad.append) for x in range(6)]
        pool.close()
        pool.join()
    print(sorted(good), sorted(map(str, bad)))
    print([result.successful() for result in results])
