import time
from multiprocessing import Pool, current_process


def who(_):
    time.sleep(0.1)
    return current_process().name, current_process().daemon


if __name__ == "__main__":
    print(current_process().name)
    with Pool(3) as pool:
        print(sorted(set(pool.map(who, range(3), chunksize=1))))
