# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A queue of one"
# topic = "queues"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [[1, 2, 3]] }
# verdicts = []
# ///
"""`put` waits for room and `get` for an item: all arrive, in order."""
from queue import Queue
from threading import Thread

shelf = Queue(maxsize=1)
taken = []


def produce():
    for item in (1, 2, 3):
        shelf.put(item)


def consume():
    for _ in range(3):
        taken.append(shelf.get())


threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
