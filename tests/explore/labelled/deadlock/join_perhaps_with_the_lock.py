# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join with the lock in hand, if the worker is slow"
# topic = "deadlock"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["deadlock"]
# ///
"""A worker that is done before the main thread takes the lock is lucky."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        counter += 1


worker = Thread(target=count)
worker.start()
with lock:
    worker.join()
