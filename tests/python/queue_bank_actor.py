import queue
import threading


class Actor(threading.Thread):
    def __init__(self):
        super().__init__()
        self.inbox, self.total = queue.Queue(), 0
        self.start()

    def run(self):
        for amount in iter(self.inbox.get, None):
            self.total += amount

    def stop(self):
        self.inbox.put(None)
        self.join()


actor = Actor()
senders = [threading.Thread(target=lambda: [actor.inbox.put(n) for n in range(10)]) for _ in range(3)]
for sender in senders:
    sender.start()
for sender in senders:
    sender.join()
actor.stop()
print(actor.total)
