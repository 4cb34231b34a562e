# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One runs a round more"
# topic = "barriers"
# watch = ["log"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The eager one comes to the barrier a second time, alone."""
from threading import Barrier, Thread

log = 0
line = Barrier(2)


def run(rounds):
    for _ in range(rounds):
        line.wait()


threads = [Thread(target=run, args=(rounds,)) for rounds in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
log = 2
