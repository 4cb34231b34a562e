# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A butler hands out the forks"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [3] }
# verdicts = []
# ///
"""One at a time may reach for forks, and takes both."""
from threading import Lock, Thread

forks = [Lock(), Lock(), Lock()]
butler = Lock()
eaten = []


def dine(seat):
    left = forks[seat]
    right = forks[(seat + 1) % 3]
    with butler:
        left.acquire()
        right.acquire()
    eaten.append(seat)
    right.release()
    left.release()


table = [Thread(target=dine, args=(seat,)) for seat in range(3)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
