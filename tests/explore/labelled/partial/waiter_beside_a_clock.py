# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One waits for nobody, one goes on"
# topic = "partial"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["partial-deadlock"]
# ///
# No schedule ends, so there is no livelock; the clock writes on every round, so it is no busy wait.
"""Nobody ever sets the event, and the clock does not care."""
from threading import Event, Thread

woken = False
hand = 0
bell = Event()


def sleeper():
    bell.wait()


def clock():
    global hand
    while True:
        hand = 1 - hand


Thread(target=sleeper).start()
Thread(target=clock).start()
