import time
from multiprocessing import Pool


def work(delay):
    time.sleep(delay)
    return delay


if __name__ == "__main__":
    with Pool(3) as pool:
        for delay in pool.imap_unordered(work, [0.5, 0.1, 0.3]):
            print(delay)
        begun = time.time()
        pool.map(work, [0.3] * 6, chunksize=1)
        print(round(time.time() - begun, 1))
