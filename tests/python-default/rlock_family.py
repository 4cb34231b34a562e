import threading

lock = threading.RLock()


def outer(name):
    with lock:
        print(name, "in outer")
        inner(name)
        print(name, "back in outer")


def inner(name):
    with lock:
        print(name, "in inner")


threads = [threading.Thread(target=outer, args=(name,)) for name in ("first", "second")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
