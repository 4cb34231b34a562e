# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Get first, then lock"
# topic = "deadlock"
# watch = ["item"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { item = [5] }
# verdicts = []
# ///
"""The consumer waits with empty hands."""
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
    found = shelf.get()
    with lock:
        item = found


threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
