# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Dekker's algorithm"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = ["busy-wait"]
# ///
"""Who wants in while the other does too gives way if it is not its turn. `turn` is stored by the one inside only."""
from threading import Thread

want = [False, False]
turn = 0
counter = 0


def work(me):
    global turn, counter
    other = 1 - me
    want[me] = True
    while want[other]:
        if turn != me:
            want[me] = False
            while turn != me:
                pass
            want[me] = True
    counter += 1
    turn = other
    want[me] = False


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
