# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join before the queue is emptied"
# topic = "processes"
# watch = ["size"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""A child ends only when all that it put is in the pipe, and so much does not fit."""
from multiprocessing import Process, Queue

size = 0


def write(out):
    out.put("x" * 600_000)


if __name__ == "__main__":
    out = Queue()
    child = Process(target=write, args=(out,))
    child.start()
    child.join()
    size = len(out.get())
