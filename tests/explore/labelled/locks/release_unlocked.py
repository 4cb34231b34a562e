# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Released without being held"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["exception"]
# ///
"""One release too many is a RuntimeError, on every schedule."""
from threading import Lock

counter = 0
lock = Lock()
lock.acquire()
counter += 1
lock.release()
lock.release()
