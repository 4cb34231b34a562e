import threading


class ReadWriteLock:
    def __init__(self):
        self.free = threading.Condition()
        self.readers, self.writing = 0, False

    def read(self, action):
        with self.free:
            self.free.wait_for(lambda: not self.writing)
            self.readers += 1
        result = action()
        with self.free:
            self.readers -= 1
            self.free.notify_all()
        return result

    def write(self, action):
        with self.free:
            self.free.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True
        action()
        with self.free:
            self.writing = False
            self.free.notify_all()


lock, pair, torn = ReadWriteLock(), [0, 0], []


def writer():
    for _ in range(10):
        lock.write(lambda: (pair.__setitem__(0, pair[0] + 1), pair.__setitem__(1, pair[1] + 1)))


def reader():
    for _ in range(10):
        torn.append(lock.read(lambda: pair[0] != pair[1]))


threads = [threading.Thread(target=job) for job in (writer, reader, writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(pair, any(torn), len(torn))
