# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two permits, three guests"
# topic = "semaphores"
# watch = ["most"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { most = [1, 2] }
# verdicts = []
# ///
"""However they come, no more than two are inside at once."""
from threading import Semaphore, Thread

inside = []
crowds = []
door = Semaphore(2)


def visit():
    with door:
        inside.append(1)
        crowds.append(len(inside))
        inside.pop()


guests = [Thread(target=visit) for _ in range(3)]
for thread in guests:
    thread.start()
for thread in guests:
    thread.join()
most = max(crowds)
assert most <= 2
