import queue
import threading


class Adder(threading.Thread):
    def __init__(self, inbox, outbox):
        threading.Thread.__init__(self, daemon=True)
        self.inbox, self.outbox = inbox, outbox

    def run(self):
        while True:
            a, b = self.inbox.get()
            self.outbox.put((a, b, a + b))
            self.inbox.task_done()


inbox, outbox = queue.Queue(), queue.PriorityQueue()
for _ in range(2):
    Adder(inbox, outbox).start()
for pair in ((1, 2), (3, 4), (0, 9)):
    inbox.put(pair)
inbox.join()
print([outbox.get_nowait() for _ in range(outbox.qsize())])
