# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join with the lock in hand"
# topic = "deadlock"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The main thread waits for a worker that waits for the main thread's lock."""
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
    worker.join()
