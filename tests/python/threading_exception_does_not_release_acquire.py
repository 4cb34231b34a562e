import threading

lock = threading.Lock()


def careless():
    lock.acquire()
    raise ValueError("the lock stays taken")


threading.excepthook = lambda args: print("hook:", args.exc_value)
thread = threading.Thread(target=careless)
thread.start()
thread.join()
print(lock.locked(), lock.acquire(timeout=0.02))
