# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Peterson with two stores exchanged"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["busy-wait", "data-race"]
# ///
"""`turn` is stored before `want`: both may get in."""
from threading import Thread

want = [False, False]
turn = 0
counter = 0


def work(me):
    global turn, counter
    other = 1 - me
    turn = other
    want[me] = True
    while want[other] and turn == other:
        pass
    counter += 1
    want[me] = False


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
