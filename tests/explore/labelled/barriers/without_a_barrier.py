# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Some read before all have written"
# topic = "barriers"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [4, 5, 6] }
# verdicts = []
# ///
"""The same without the barrier: who reads early sees a part that is not there yet."""
from threading import Thread

parts = [0, 0]
sums = []


def work(me):
    parts[me] = me + 1
    sums.append(parts[0] + parts[1])


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = sum(sums)
