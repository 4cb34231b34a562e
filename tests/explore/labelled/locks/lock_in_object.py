# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The object keeps its own lock"
# topic = "locks"
# watch = ["count"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { count = [2] }
# verdicts = []
# ///
"""A class that locks inside itself can be used without a thought."""
from threading import Lock, Thread


class Counter:
    def __init__(self):
        self.lock = Lock()
        self.value = 0

    def add(self):
        with self.lock:
            self.value += 1


counter = Counter()
threads = [Thread(target=counter.add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
count = counter.value
