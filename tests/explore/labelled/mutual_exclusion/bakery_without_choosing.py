# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The bakery without a sign at the door"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["busy-wait", "data-race"]
# ///
"""Nobody waits while another one is still drawing: an equal number appears too late."""
from threading import Thread

number = [0, 0]
counter = 0


def work(me):
    global counter
    other = 1 - me
    number[me] = number[other] + 1
    while number[other] != 0 and (number[other], other) < (number[me], me):
        pass
    counter += 1
    number[me] = 0


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
