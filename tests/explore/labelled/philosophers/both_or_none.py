# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both forks or none"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [2] }
# verdicts = []
# ///
"""Under one condition a philosopher waits until both forks are free, and takes them together."""
from threading import Condition, Thread

taken = [False, False]
eaten = []
table = Condition()


def dine(seat):
    with table:
        while taken[0] or taken[1]:
            table.wait()
        taken[0] = True
        taken[1] = True
    eaten.append(seat)
    with table:
        taken[0] = False
        taken[1] = False
        table.notify()


seats = [Thread(target=dine, args=(seat,)) for seat in range(2)]
for thread in seats:
    thread.start()
for thread in seats:
    thread.join()
meals = len(eaten)
