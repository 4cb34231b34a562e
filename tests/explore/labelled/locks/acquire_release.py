# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The same, spelled out"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""`acquire` and `release` by hand, in `try` and `finally`."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    lock.acquire()
    try:
        counter += 1
    finally:
        lock.release()


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
