# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A spin lock that tests and sets at once"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = ["busy-wait"]
# ///
"""`acquire(blocking=False)` looks and takes in one step: spinning, and safe."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    while not lock.acquire(blocking=False):
        pass
    counter += 1
    lock.release()


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
