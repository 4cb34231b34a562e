# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two processes, two locks, one order"
# topic = "processes"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [true] }
# verdicts = []
# ///
"""Both take the left lock first."""
from multiprocessing import Lock, Process

done = False


def move(first, second):
    with first:
        with second:
            pass


if __name__ == "__main__":
    left = Lock()
    right = Lock()
    children = [Process(target=move, args=(left, right)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    done = True
