# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Give the lock back, then join"
# topic = "deadlock"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""The lock is given back before the wait begins."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        counter += 1


worker = Thread(target=count)
with lock:
    worker.start()
    counter += 1
worker.join()
