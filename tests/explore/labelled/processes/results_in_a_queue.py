# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Results through a Queue"
# topic = "processes"
# watch = ["results"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { results = [[1, 4]] }
# verdicts = []
# ///
"""Two children put their results; the parent takes two and sorts them."""
from multiprocessing import Process, Queue

results = []


def square(number, out):
    out.put(number * number)


if __name__ == "__main__":
    out = Queue()
    children = [Process(target=square, args=(number, out)) for number in (1, 2)]
    for child in children:
        child.start()
    results = sorted([out.get(), out.get()])
    for child in children:
        child.join()
