import queue
import time
from multiprocessing import Condition, Event, Lock, Process, Queue


def hold(lock, event):
    with lock:
        event.set()
        time.sleep(0.4)


if __name__ == "__main__":
    lock, event = Lock(), Event()
    p = Process(target=hold, args=(lock, event))
    p.start()
    event.wait()
    begun = time.time()
    print(lock.acquire(timeout=0.1), round(time.time() - begun, 1))
    print(lock.acquire(timeout=5), round(time.time() - begun, 1))
    p.join()
    begun = time.time()
    try:
        Queue().get(timeout=0.2)
    except queue.Empty:
        print(round(time.time() - begun, 1))
    begun = time.time()
    condition = Condition()
    with condition:
        print(condition.wait(0.2), round(time.time() - begun, 1))
