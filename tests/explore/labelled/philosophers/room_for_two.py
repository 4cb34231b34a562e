# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two chairs for three"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [3] }
# verdicts = []
# ///
"""With at most two at the table somebody always gets a second fork."""
from threading import Lock, Semaphore, Thread

forks = [Lock(), Lock(), Lock()]
chairs = Semaphore(2)
eaten = []


def dine(seat):
    with chairs:
        with forks[seat]:
            with forks[(seat + 1) % 3]:
                eaten.append(seat)


table = [Thread(target=dine, args=(seat,)) for seat in range(3)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
