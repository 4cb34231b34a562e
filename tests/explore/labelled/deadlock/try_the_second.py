# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Give back when the second is taken"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [0, 1, 2] }
# verdicts = []
# ///
"""Who does not get the second lock at once gives the first one back and leaves: no circle, and less done."""
from threading import Lock, Thread

moves = []
left = Lock()
right = Lock()


def move(first, second):
    with first:
        if second.acquire(blocking=False):
            moves.append(1)
            second.release()


threads = [Thread(target=move, args=(left, right)), Thread(target=move, args=(right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
moved = len(moves)
