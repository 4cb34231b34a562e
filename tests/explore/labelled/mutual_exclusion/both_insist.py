# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both want in, and both insist"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = ["busy-wait", "livelock"]
# ///
"""Say that you want in and wait until the other does not: if both have said so, both spin for ever."""
from threading import Thread

want = [False, False]
counter = 0


def work(me):
    global counter
    want[me] = True
    while want[1 - me]:
        pass
    counter += 1
    want[me] = False


for me in range(2):
    Thread(target=work, args=(me,)).start()
