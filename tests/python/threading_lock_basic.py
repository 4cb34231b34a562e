import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(False))
print(lock.release(), lock.locked())
with lock as entered:
    print(entered, lock.locked())
print(lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print(error)
