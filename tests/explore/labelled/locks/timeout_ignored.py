# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The timeout is not looked at"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race", "exception"]
# ///
"""A lock that was waited for in vain is not held, and `release` says so, too late."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    lock.acquire(timeout=1)
    counter += 1
    lock.release()


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
