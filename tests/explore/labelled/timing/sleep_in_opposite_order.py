# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two locks and a sleep"
# topic = "timing"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [2] }
# verdicts = ["deadlock"]
# ///
"""The second worker begins later, and may still come at the wrong moment."""
import time
from threading import Lock, Thread

moves = []
left = Lock()
right = Lock()


def move(delay, first, second):
    time.sleep(delay)
    with first:
        with second:
            moves.append(1)


threads = [Thread(target=move, args=(0, left, right)), Thread(target=move, args=(3, right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
moved = len(moves)
