# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One is left-handed"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [3] }
# verdicts = []
# ///
"""One philosopher who takes the right fork first breaks the circle."""
from threading import Lock, Thread

forks = [Lock(), Lock(), Lock()]
eaten = []


def dine(first, second):
    with forks[first]:
        with forks[second]:
            eaten.append(first)


table = [Thread(target=dine, args=hands) for hands in ((0, 1), (2, 1), (2, 0))]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
