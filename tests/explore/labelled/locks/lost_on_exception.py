# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An exception leaves the lock held"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock", "exception"]
# ///
"""The raise jumps over the release, and the main thread waits for a lock whose owner has ended."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    lock.acquire()
    if counter == 0:
        raise ValueError("nothing to count")
    lock.release()


worker = Thread(target=count)
worker.start()
worker.join()
lock.acquire()
counter += 1
lock.release()
