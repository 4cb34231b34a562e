# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One barrier, two rounds"
# topic = "barriers"
# watch = ["log"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { log = [2] }
# verdicts = []
# ///
"""A barrier closes behind the last one and can be used again."""
from threading import Barrier, Thread

rounds = [0, 0]
line = Barrier(2)


def run(me):
    for _ in range(2):
        line.wait()
        rounds[me] += 1


threads = [Thread(target=run, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert rounds[0] == rounds[1]
log = rounds[0]
