import os
from multiprocessing import Pool


def who(_):
    return os.getpid()


if __name__ == "__main__":
    with Pool(1, maxtasksperchild=2) as pool:
        pids = pool.map(who, range(6), chunksize=1)
    print(len(set(pids)), pids[0] == pids[1], pids[1] == pids[2])
