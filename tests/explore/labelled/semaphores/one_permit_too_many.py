# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two permits are no lock"
# topic = "semaphores"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""Two permits for a place where one should be: both are in."""
from threading import Semaphore, Thread

counter = 0
permit = Semaphore(2)


def count():
    global counter
    with permit:
        counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
