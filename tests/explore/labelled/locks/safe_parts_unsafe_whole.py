# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Safe methods, unsafe use"
# topic = "locks"
# watch = ["value"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { value = [1, 2] }
# verdicts = []
# ///
"""Each method locks, and read-then-set from outside is still two calls with a gap."""
from threading import Lock, Thread


class Cell:
    def __init__(self):
        self.lock = Lock()
        self.value = 0

    def read(self):
        with self.lock:
            return self.value

    def store(self, value):
        with self.lock:
            self.value = value


cell = Cell()


def count():
    cell.store(cell.read() + 1)


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
value = cell.read()
