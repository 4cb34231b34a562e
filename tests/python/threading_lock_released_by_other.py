import threading

lock = threading.Lock()
lock.acquire()
thread = threading.Thread(target=lock.release)
thread.start()
lock.acquire()
print("a Lock has no owner")
thread.join()
print(lock.locked())
