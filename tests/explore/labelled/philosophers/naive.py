# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Three philosophers, left fork first"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [3] }
# verdicts = ["deadlock"]
# ///
"""All three may hold their left fork and wait for the right one."""
from threading import Lock, Thread

forks = [Lock(), Lock(), Lock()]
eaten = []


def dine(seat):
    forks[seat].acquire()
    forks[(seat + 1) % 3].acquire()
    eaten.append(seat)
    forks[(seat + 1) % 3].release()
    forks[seat].release()


table = [Thread(target=dine, args=(seat,)) for seat in range(3)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
