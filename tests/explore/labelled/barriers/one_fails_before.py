# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One fails on the way to the barrier"
# topic = "barriers"
# watch = ["passed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock", "exception"]
# ///
"""Who raises never arrives, and the other waits for ever."""
from threading import Barrier, Thread

passed = 0
line = Barrier(2)


def healthy():
    line.wait()


def sick():
    parts = {}
    parts["wheel"].turn()
    line.wait()


threads = [Thread(target=healthy), Thread(target=sick)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
passed = 2
