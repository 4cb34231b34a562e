import threading

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01))
semaphore.release()
print(semaphore.acquire(False))
semaphore.release(2)
with semaphore:
    print(semaphore.acquire(False), semaphore.acquire(False))
try:
    threading.Semaphore(-1)
except ValueError as error:
    print(error)
try:
    semaphore.release(0)
except ValueError as error:
    print(error)
try:
    semaphore.acquire(False, 1)
except ValueError as error:
    print(error)
print(threading.Semaphore().acquire(False))
