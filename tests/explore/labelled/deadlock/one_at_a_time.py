# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Never hold two"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [4] }
# verdicts = []
# ///
"""The locks are used one after the other: who holds nothing while it waits cannot be in a circle."""
from threading import Lock, Thread

moves = []
left = Lock()
right = Lock()


def move(first, second):
    with first:
        moves.append(1)
    with second:
        moves.append(1)


threads = [Thread(target=move, args=(left, right)), Thread(target=move, args=(right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
moved = len(moves)
