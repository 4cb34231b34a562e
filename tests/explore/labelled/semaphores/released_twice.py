# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Given back twice"
# topic = "semaphores"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2, 3] }
# verdicts = ["data-race"]
# ///
"""The first one gives back two permits for one; from then on two may be in."""
from threading import Semaphore, Thread

counter = 0
permit = Semaphore(1)


def generous():
    global counter
    with permit:
        counter += 1
    permit.release()


def count():
    global counter
    with permit:
        counter += 1


threads = [Thread(target=generous), Thread(target=count), Thread(target=count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
