# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pipe full one way"
# topic = "processes"
# watch = ["received"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { received = [600000] }
# verdicts = []
# ///
"""One sends and the other reads, however long the letter is."""
from multiprocessing import Pipe, Process

received = 0
letter = b"x" * 600_000


def child(end):
    end.send_bytes(letter)


if __name__ == "__main__":
    mine, yours = Pipe()
    worker = Process(target=child, args=(yours,))
    worker.start()
    received = len(mine.recv_bytes())
    worker.join()
