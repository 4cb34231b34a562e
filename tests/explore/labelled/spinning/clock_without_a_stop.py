# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A clock that cannot be stopped"
# topic = "spinning"
# watch = ["stopped"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = []
# ///
# No schedule ends, so there is no livelock; every round stores, so it is no busy wait; nobody is blocked.
"""A worker that goes round for ever, as a server would, and changes something each time."""
from threading import Thread

stopped = False
hand = 0


def clock():
    global hand
    while True:
        hand = 1 - hand


Thread(target=clock).start()
