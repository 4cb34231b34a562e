import threading

lock = threading.RLock()


def down(depth):
    with lock:
        return [depth] + (down(depth - 1) if depth else [])


print(down(5))
print(lock.acquire(), lock.acquire(), lock.acquire(blocking=False))
for _ in range(3):
    lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
