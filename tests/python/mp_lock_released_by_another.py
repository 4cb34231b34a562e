from multiprocessing import Lock, Process

if __name__ == "__main__":
    lock = Lock()
    lock.acquire()
    p = Process(target=lock.release)
    p.start()
    p.join()
    print(lock.acquire(timeout=1))
