# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two locks in opposite order"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [2] }
# verdicts = ["deadlock"]
# ///
"""Each holds one lock and waits for the other's."""
from threading import Lock, Thread

moved = 0
left = Lock()
right = Lock()


def move(first, second):
    global moved
    with first:
        with second:
            moved += 1


threads = [Thread(target=move, args=(left, right)), Thread(target=move, args=(right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
