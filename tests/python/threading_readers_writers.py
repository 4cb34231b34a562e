import threading


class SharedBook:
    def __init__(self):
        self.readers = 0
        self.mutex = threading.Lock()
        self.room = threading.Lock()

    def read(self, text):
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()
        length = len(text)
        with self.mutex:
            self.readers -= 1
            if self.readers == 0:
                self.room.release()
        return length

    def write(self, text, word):
        with self.room:
            text.append(word)


book, text = SharedBook(), []
threads = [threading.Thread(target=book.write, args=(text, word)) for word in "abc"]
threads += [threading.Thread(target=book.read, args=(text,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(text), book.readers, book.room.locked())
