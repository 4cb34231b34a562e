import time
from multiprocessing import Pool


def work(number):
    time.sleep(0.1 * number)
    return number * number


if __name__ == "__main__":
    with Pool(4) as pool:
        results = [pool.apply_async(work, (n,), callback=lambda r: print("callback", r)) for n in (4, 1, 2)]
        for result in results:
            print(result.ready())
        for result in results:
            print(result.get())
