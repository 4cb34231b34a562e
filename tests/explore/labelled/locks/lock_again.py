# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A Lock may not"
# topic = "locks"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The same with a plain Lock: the holder waits for itself."""
from threading import Lock, Thread

total = 0
lock = Lock()


def add_one():
    global total
    with lock:
        total += 1


def add_two():
    with lock:
        add_one()
        add_one()


worker = Thread(target=add_two)
worker.start()
worker.join()
