# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two processes, two locks, opposite order"
# topic = "processes"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [true] }
# verdicts = ["deadlock"]
# ///
"""Processes lock each other out as threads do."""
from multiprocessing import Lock, Process

done = False


def move(first, second):
    with first:
        with second:
            pass


if __name__ == "__main__":
    left = Lock()
    right = Lock()
    children = [Process(target=move, args=pair) for pair in ((left, right), (right, left))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    done = True
