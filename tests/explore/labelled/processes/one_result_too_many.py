# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The parent wants one result too many"
# topic = "processes"
# watch = ["results"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""One child, one result, and a parent that takes two."""
from multiprocessing import Process, Queue

results = []


def square(number, out):
    out.put(number * number)


if __name__ == "__main__":
    out = Queue()
    child = Process(target=square, args=(3, out))
    child.start()
    results = [out.get(), out.get()]
    child.join()
