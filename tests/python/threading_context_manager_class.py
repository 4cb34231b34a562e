import threading


class Guarded:
    def __init__(self, value):
        self.value = value
        self.lock = threading.Lock()

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, *details):
        self.lock.release()
        return False


box = Guarded(0)


def add():
    for _ in range(20):
        with box as held:
            held.value += 1


threads = [threading.Thread(target=add) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(box.value, box.lock.locked())
