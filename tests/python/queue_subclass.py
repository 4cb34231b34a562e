import queue


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        if item not in self.queue:
            self.queue.append(item)

    def _get(self):
        return self.queue.pop(0)

    def _qsize(self):
        return len(self.queue)


tasks = Unique()
for letter in "abacab":
    tasks.put(letter)
print(tasks.qsize(), [tasks.get() for _ in range(3)], tasks.empty())
