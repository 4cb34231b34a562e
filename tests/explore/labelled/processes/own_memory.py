# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A child has memory of its own"
# topic = "processes"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [0] }
# verdicts = []
# ///
"""The child counts in its own copy; the parent's counter stays."""
from multiprocessing import Process

counter = 0


def count():
    global counter
    counter += 1


if __name__ == "__main__":
    child = Process(target=count)
    child.start()
    child.join()
