import functools
import threading


def synchronized(method):
    @functools.wraps(method)
    def guarded(self, *args):
        with self.lock:
            return method(self, *args)

    return guarded


class Counter:
    def __init__(self):
        self.lock = threading.RLock()
        self.value = 0

    @synchronized
    def add(self, amount):
        self.value = self.get() + amount

    @synchronized
    def get(self):
        return self.value


counter = Counter()
threads = [threading.Thread(target=lambda: [counter.add(n) for n in range(20)]) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter.get())
