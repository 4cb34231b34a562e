# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Give back after a while"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [0, 1, 2] }
# verdicts = []
# ///
"""A wait that ends is no deadlock: both may give up, and both may succeed."""
from threading import Lock, Thread

moves = []
left = Lock()
right = Lock()


def move(first, second):
    with first:
        if second.acquire(timeout=0.5):
            moves.append(1)
            second.release()


threads = [Thread(target=move, args=(left, right)), Thread(target=move, args=(right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
moved = len(moves)
