import pickle
import threading
from multiprocessing import BoundedSemaphore, Condition, Event, Lock, Queue, RLock, Semaphore


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    attempt(Lock().release)
    attempt(RLock().release)
    attempt(BoundedSemaphore(1).release)
    attempt(Semaphore(0).release)
    attempt(Condition().wait)
    attempt(Condition().notify)
    attempt(lambda: pickle.dumps(Lock()))
    attempt(lambda: pickle.dumps(RLock()))
    attempt(lambda: pickle.dumps(Queue()))
    attempt(lambda: pickle.dumps(Condition()))
    held = RLock()
    held.acquire()
    t = threading.Thread(target=attempt, args=(held.release,))
    t.start()
    t.join()
