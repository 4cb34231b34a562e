# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The holder of a lock goes on for ever"
# topic = "partial"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["partial-deadlock"]
# ///
# No schedule ends, so there is no livelock; the clock writes on every round, so it is no busy wait.
"""The clock took the lock before the visitor came, and has no intention to give it back."""
from threading import Lock, Thread

entered = False
hand = 0
lock = Lock()


def clock():
    global hand
    while True:
        hand = 1 - hand


def visit():
    with lock:
        pass


lock.acquire()
Thread(target=clock).start()
Thread(target=visit).start()
