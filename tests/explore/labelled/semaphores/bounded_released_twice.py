# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A bounded semaphore notices"
# topic = "semaphores"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["exception"]
# ///
"""A BoundedSemaphore raises a ValueError where a plain one would grow."""
from threading import BoundedSemaphore, Thread

counter = 0
permit = BoundedSemaphore(1)


def generous():
    global counter
    with permit:
        counter += 1
    permit.release()


worker = Thread(target=generous)
worker.start()
worker.join()
