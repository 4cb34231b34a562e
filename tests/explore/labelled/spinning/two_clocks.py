# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two clocks, one hand"
# topic = "spinning"
# watch = ["stopped"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["data-race"]
# ///
# No schedule ends, so there is no livelock; every round stores, so it is no busy wait; nobody is blocked.
"""Two workers for ever store the same place."""
from threading import Thread

stopped = False
hand = 0


def clock(time):
    global hand
    while True:
        hand = time


Thread(target=clock, args=(0,)).start()
Thread(target=clock, args=(1,)).start()
