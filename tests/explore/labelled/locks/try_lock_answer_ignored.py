# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The answer is not looked at"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race", "exception"]
# ///
"""Who ignores that the lock was refused is in beside the holder, and later releases what it has not."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    lock.acquire(blocking=False)
    counter += 1
    lock.release()


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
