import os
from multiprocessing import Lock, Process


def take(lock):
    lock.acquire()
    os._exit(1)


if __name__ == "__main__":
    lock = Lock()
    p = Process(target=take, args=(lock,))
    p.start()
    p.join()
    print(lock.acquire(timeout=0.1), lock)
