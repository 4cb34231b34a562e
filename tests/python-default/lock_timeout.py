import threading
import time

lock = threading.Lock()


def holder():
    with lock:
        time.sleep(0.2)


def hurried(patience):
    if lock.acquire(timeout=patience):
        print("patience of", patience, "was enough")
        lock.release()
    else:
        print("patience of", patience, "was not enough")


threads = [threading.Thread(target=holder)] + [threading.Thread(target=hurried, args=(p,)) for p in (0.05, 0.5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
