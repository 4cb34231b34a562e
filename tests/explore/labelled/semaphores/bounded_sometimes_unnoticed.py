# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Noticed only when the others are out"
# topic = "semaphores"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = ["exception"]
# ///
"""A permit given back once too often goes unnoticed while somebody else is in."""
from threading import BoundedSemaphore, Thread

counter = 0
visits = []
permit = BoundedSemaphore(2)


def generous():
    with permit:
        visits.append(1)
    permit.release()


def guest():
    with permit:
        visits.append(1)


threads = [Thread(target=generous), Thread(target=guest)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
counter = len(visits)
