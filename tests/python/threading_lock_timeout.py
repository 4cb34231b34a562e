import threading

lock = threading.Lock()
lock.acquire()
print(lock.acquire(timeout=0.01), lock.acquire(True, 0.01), lock.acquire(timeout=0))
for attempt in (lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-5)):
    try:
        attempt()
    except ValueError as error:
        print(error)
lock.release()
print(lock.acquire(timeout=1), lock.acquire(False))
