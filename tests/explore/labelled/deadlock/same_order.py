# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two locks in one order"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [2] }
# verdicts = []
# ///
"""Both take the left lock first: whoever has it will get the right one too."""
from threading import Lock, Thread

moved = 0
left = Lock()
right = Lock()


def move(first, second):
    global moved
    with first:
        with second:
            moved += 1


threads = [Thread(target=move, args=(left, right)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
