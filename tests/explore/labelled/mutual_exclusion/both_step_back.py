# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both want in, and both step back"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
# A pair that steps back and forth in step never gets in, but can get in at any moment: no livelock by the
# definition. Each round stores, so it is no busy wait.
"""Who sees that the other wants in takes its own wish back for a moment."""
from threading import Thread

want = [False, False]
counter = 0


def work(me):
    global counter
    want[me] = True
    while want[1 - me]:
        want[me] = False
        want[me] = True
    counter += 1
    want[me] = False


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
