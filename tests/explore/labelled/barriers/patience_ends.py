# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A barrier with a time limit"
# topic = "barriers"
# watch = ["broken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { broken = [0, 2] }
# verdicts = []
# ///
"""Whose wait runs out breaks the barrier for both; or both come in time."""
from threading import Barrier, BrokenBarrierError, Thread

failures = []
line = Barrier(2)


def run():
    try:
        line.wait(timeout=1)
    except BrokenBarrierError:
        failures.append(1)


threads = [Thread(target=run) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
broken = len(failures)
