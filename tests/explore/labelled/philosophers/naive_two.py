# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two philosophers are enough"
# topic = "philosophers"
# watch = ["meals"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [4] }
# verdicts = ["deadlock"]
# ///
"""Two philosophers, two forks, two meals each."""
from threading import Lock, Thread

forks = [Lock(), Lock()]
eaten = []


def dine(seat):
    for _ in range(2):
        with forks[seat]:
            with forks[1 - seat]:
                eaten.append(seat)


table = [Thread(target=dine, args=(seat,)) for seat in range(2)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
meals = len(eaten)
