# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The bakery"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = ["busy-wait"]
# ///
"""Draw a number above the other's; the lower one goes first, and of equal ones the lower seat."""
from threading import Thread

choosing = [False, False]
number = [0, 0]
counter = 0


def work(me):
    global counter
    other = 1 - me
    choosing[me] = True
    number[me] = number[other] + 1
    choosing[me] = False
    while choosing[other]:
        pass
    while number[other] != 0 and (number[other], other) < (number[me], me):
        pass
    counter += 1
    number[me] = 0


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
