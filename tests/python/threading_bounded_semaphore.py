import threading

semaphore = threading.BoundedSemaphore(2)
semaphore.acquire()
semaphore.release()
try:
    semaphore.release()
except ValueError as error:
    print(error)
with semaphore, semaphore:
    print(semaphore.acquire(blocking=False))
print(semaphore.acquire(timeout=0.01))
