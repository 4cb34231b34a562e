import threading

own_locks_used, shared_lock = [], threading.Lock()
total = 0


def add(lock):
    global total
    with lock:
        own_locks_used.append(lock is shared_lock)
        total += 1


for lock in (threading.Lock(), shared_lock, shared_lock):
    thread = threading.Thread(target=add, args=(lock,))
    thread.start()
    thread.join()
print(total, own_locks_used)
