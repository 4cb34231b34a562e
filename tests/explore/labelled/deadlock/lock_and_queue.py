# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Wait for an item with the lock in hand"
# topic = "deadlock"
# watch = ["item"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { item = [5] }
# verdicts = ["deadlock"]
# ///
"""The consumer holds the lock while it waits; the producer needs it to produce."""
from queue import Queue
from threading import Lock, Thread

item = 0
lock = Lock()
shelf = Queue()


def produce():
    with lock:
        shelf.put(5)


def consume():
    global item
    with lock:
        item = shelf.get()


threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
