# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The lower fork first"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [3] }
# verdicts = []
# ///
"""Forks have numbers, and everybody takes the lower one first."""
from threading import Lock, Thread

forks = [Lock(), Lock(), Lock()]
eaten = []


def dine(seat):
    low, high = sorted([seat, (seat + 1) % 3])
    with forks[low]:
        with forks[high]:
            eaten.append(seat)


table = [Thread(target=dine, args=(seat,)) for seat in range(3)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
