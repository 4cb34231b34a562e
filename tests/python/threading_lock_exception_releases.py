import threading

lock = threading.Lock()


def fail():
    try:
        with lock:
            raise ValueError("inside")
    except ValueError as error:
        print(error, lock.locked())


thread = threading.Thread(target=fail)
thread.start()
thread.join()
print(lock.acquire(timeout=1))
