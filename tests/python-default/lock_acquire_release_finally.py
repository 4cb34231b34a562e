import threading

lock = threading.Lock()


def careful(value):
    lock.acquire()
    try:
        print("10 /", value, "=", 10 / value)
    except ZeroDivisionError:
        print("cannot divide by", value)
    finally:
        lock.release()


for value in (5, 0, 4):
    thread = threading.Thread(target=careful, args=(value,))
    thread.start()
    thread.join()
print("locked:", lock.locked())
