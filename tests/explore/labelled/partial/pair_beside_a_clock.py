# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A deadlocked pair beside a clock"
# topic = "partial"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["partial-deadlock"]
# ///
# No schedule ends, so there is no livelock; the clock writes on every round, so it is no busy wait.
"""Two workers hold each other's locks while a third goes on and on."""
from threading import Barrier, Lock, Thread

moved = 0
hand = 0
left = Lock()
right = Lock()
both = Barrier(2)


def move(first, second):
    with first:
        both.wait()
        with second:
            pass


def clock():
    global hand
    while True:
        hand = 1 - hand


Thread(target=move, args=(left, right)).start()
Thread(target=move, args=(right, left)).start()
Thread(target=clock).start()
