# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both ends listen"
# topic = "processes"
# watch = ["answer"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Parent and child both wait for the other's first word."""
from multiprocessing import Pipe, Process

answer = 0


def child(end):
    end.send(end.recv() * 2)


if __name__ == "__main__":
    mine, yours = Pipe()
    worker = Process(target=child, args=(yours,))
    worker.start()
    answer = mine.recv()
    mine.send(21)
    worker.join()
