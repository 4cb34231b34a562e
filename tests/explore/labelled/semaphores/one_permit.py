# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One permit is a lock"
# topic = "semaphores"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""A semaphore of one lets one in at a time."""
from threading import Semaphore, Thread

counter = 0
permit = Semaphore(1)


def count():
    global counter
    with permit:
        counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
