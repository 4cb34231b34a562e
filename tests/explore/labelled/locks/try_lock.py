# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Somebody is in: do without"
# topic = "locks"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [1, 2] }
# verdicts = []
# ///
"""`acquire(blocking=False)` says at once whether it has the lock; who has not leaves the work."""
from threading import Lock, Thread

done = 0
lock = Lock()


def tidy():
    global done
    if lock.acquire(blocking=False):
        done += 1
        lock.release()


threads = [Thread(target=tidy) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
