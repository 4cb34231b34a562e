# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Try until nobody came between"
# topic = "spinning"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
# A round that fails has seen that another one succeeded; alone, nobody fails. So nobody waits busily.
"""Compute outside the lock, and store only if the value is still the one that was read."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    while True:
        before = counter
        after = before + 1
        with lock:
            if counter == before:
                counter = after
                return


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
