# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A flag that nobody sets"
# topic = "spinning"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["busy-wait"]
# ///
# No schedule ends, so there is no livelock.
"""The worker spins for ever, on every schedule."""
from threading import Thread

ready = False
seen = 0


def wait():
    global seen
    while not ready:
        pass
    seen = 1


Thread(target=wait).start()
