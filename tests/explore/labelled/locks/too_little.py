# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The read is outside the lock"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = []
# ///
"""Only the store is locked: the stores do not meet, and one of them brings old news."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    value = counter + 1
    with lock:
        counter = value


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
