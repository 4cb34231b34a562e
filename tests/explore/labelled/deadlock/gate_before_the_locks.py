# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A gate around the opposite orders"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [2] }
# verdicts = []
# ///
"""The order is still opposite, but a third lock lets only one at a time reach for both."""
from threading import Lock, Thread

moved = 0
left = Lock()
right = Lock()
gate = Lock()


def move(first, second):
    global moved
    with gate:
        with first:
            with second:
                moved += 1


threads = [Thread(target=move, args=(left, right)), Thread(target=move, args=(right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
