# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "First all write, then all read"
# topic = "barriers"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [3] }
# verdicts = []
# ///
"""Nobody reads before everybody has written."""
from threading import Barrier, Thread

parts = [0, 0]
sums = []
seen = 0
line = Barrier(2)


def work(me):
    parts[me] = me + 1
    line.wait()
    sums.append(parts[0] + parts[1])


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sums[0] == sums[1]
seen = sums[0]
