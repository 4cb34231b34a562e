# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Empty the queue, then join"
# topic = "processes"
# watch = ["size"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { size = [600000] }
# verdicts = []
# ///
"""What was taken out of the pipe makes room for the rest."""
from multiprocessing import Process, Queue

size = 0


def write(out):
    out.put("x" * 600_000)


if __name__ == "__main__":
    out = Queue()
    child = Process(target=write, args=(out,))
    child.start()
    size = len(out.get())
    child.join()
