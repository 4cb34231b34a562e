# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A question through a Pipe"
# topic = "processes"
# watch = ["answer"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answer = [42] }
# verdicts = []
# ///
"""The parent asks, the child answers."""
from multiprocessing import Pipe, Process

answer = 0


def child(end):
    end.send(end.recv() * 2)


if __name__ == "__main__":
    mine, yours = Pipe()
    worker = Process(target=child, args=(yours,))
    worker.start()
    mine.send(21)
    answer = mine.recv()
    worker.join()
