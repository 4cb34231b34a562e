# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A barrier made of a condition"
# topic = "barriers"
# watch = ["passed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { passed = [2] }
# verdicts = []
# ///
"""The last to come tells all others; they look at the count, not at the bell."""
from threading import Condition, Thread

arrived = 0
through = []
line = Condition()


def run():
    global arrived
    with line:
        arrived += 1
        if arrived == 2:
            line.notify_all()
        while arrived < 2:
            line.wait()
    through.append(1)


threads = [Thread(target=run) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
passed = len(through)
