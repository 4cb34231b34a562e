import time
from multiprocessing import Pool

if __name__ == "__main__":
    start = time.time()
    with Pool(2) as pool:
        pool.map_async(time.sleep, [30] * 4)
        time.sleep(0.1)
    print(time.time() - start < 10)
