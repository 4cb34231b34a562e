import threading
from multiprocessing import BoundedSemaphore, Condition, Lock, Process, RLock, Semaphore


def look(*locks):
    for lock in locks:
        print(lock)


def look_from_thread(*locks):
    t = threading.Thread(target=look, args=locks)
    t.start()
    t.join()


if __name__ == "__main__":
    lock, rlock, semaphore, bounded = Lock(), RLock(), Semaphore(3), BoundedSemaphore(2)
    look(lock, rlock, semaphore, bounded, Condition(), Condition(Lock()))
    for each in (lock, rlock, rlock, semaphore, bounded):
        print(each.acquire())
    look(lock, rlock, semaphore, bounded)
    look_from_thread(lock, rlock)
    p = Process(target=look, args=(lock, rlock))
    p.start()
    p.join()
    print(lock.acquire(False), rlock.acquire(False), lock.acquire(timeout=0.01), lock.acquire(True, 0))
    lock.release()
    for _ in range(3):
        rlock.release()
    look(lock, rlock)
