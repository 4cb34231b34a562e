# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A barrier that counts without a lock"
# topic = "barriers"
# watch = ["passed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { passed = [2] }
# verdicts = ["data-race", "deadlock"]
# ///
"""Both arrivals may be counted as one, and then nobody is the last."""
from threading import Event, Thread

arrived = 0
through = []
all_here = Event()


def run():
    global arrived
    arrived += 1
    if arrived == 2:
        all_here.set()
    all_here.wait()
    through.append(1)


threads = [Thread(target=run) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
passed = len(through)
