# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Wait without holding the lock"
# topic = "conditions"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [false] }
# verdicts = ["exception"]
# ///
"""`wait` gives the lock back, so one must have it: a RuntimeError."""
from threading import Condition

woken = False
bell = Condition()
bell.wait()
woken = True
