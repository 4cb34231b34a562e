# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A semaphore that begins with none"
# topic = "semaphores"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Everybody waits for a permit that nobody has to give back."""
from threading import Semaphore, Thread

counter = 0
permit = Semaphore(0)


def count():
    global counter
    with permit:
        counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
