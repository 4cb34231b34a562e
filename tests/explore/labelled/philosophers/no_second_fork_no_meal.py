# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Who gets no second fork goes hungry"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [0, 1, 2, 3] }
# verdicts = []
# ///
"""Who finds the second fork taken puts the first one down and leaves; all three may."""
from threading import Lock, Thread

forks = [Lock(), Lock(), Lock()]
eaten = []


def dine(seat):
    with forks[seat]:
        second = forks[(seat + 1) % 3]
        if second.acquire(blocking=False):
            eaten.append(seat)
            second.release()


table = [Thread(target=dine, args=(seat,)) for seat in range(3)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
