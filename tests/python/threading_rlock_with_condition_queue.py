import threading


class Mailbox:
    def __init__(self, size):
        self.items, self.size = [], size
        self.changed = threading.Condition(threading.RLock())

    def put(self, item):
        with self.changed:
            self.changed.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.changed.notify_all()
            return item


box, total = Mailbox(1), []
producers = [threading.Thread(target=lambda: [box.put(n) for n in range(5)]) for _ in range(2)]
consumer = threading.Thread(target=lambda: total.extend(box.get() for _ in range(10)))
for thread in [*producers, consumer]:
    thread.start()
for thread in [*producers, consumer]:
    thread.join()
print(sorted(total), box.items)
