# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Peterson, two rounds each"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [4] }
# verdicts = ["busy-wait", "data-race"]
# ///
# The counter is safe. The data race is that of `turn`: both store it, which is part of the algorithm.
"""The algorithm can be used again and again."""
from threading import Thread

want = [False, False]
turn = 0
counter = 0


def work(me):
    global turn, counter
    other = 1 - me
    for _ in range(2):
        want[me] = True
        turn = other
        while want[other] and turn == other:
            pass
        counter += 1
        want[me] = False


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
