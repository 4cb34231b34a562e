import threading

lock, gate, room = threading.Lock(), threading.RLock(), threading.Semaphore(1)
with lock, gate, room as inside:
    print(lock.locked(), inside, room.acquire(blocking=False))
print(lock.locked(), room.acquire(blocking=False))
try:
    with lock:
        with gate:
            raise KeyError("out")
except KeyError:
    print(lock.locked(), lock.acquire(False))
