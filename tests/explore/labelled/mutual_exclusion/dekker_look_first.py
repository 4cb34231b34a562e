# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Dekker that looks before it speaks"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["busy-wait", "data-race"]
# ///
"""Both look, both see nobody, and only then both say that they want in."""
from threading import Thread

want = [False, False]
counter = 0


def work(me):
    global counter
    other = 1 - me
    while want[other]:
        pass
    want[me] = True
    counter += 1
    want[me] = False


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
