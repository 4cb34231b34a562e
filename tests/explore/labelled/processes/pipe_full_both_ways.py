# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pipe full both ways"
# topic = "processes"
# watch = ["received"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Both send more than a pipe holds before they read: both wait for room."""
from multiprocessing import Pipe, Process

received = 0
letter = b"x" * 600_000


def child(end):
    end.send_bytes(letter)
    end.recv_bytes()


if __name__ == "__main__":
    mine, yours = Pipe()
    worker = Process(target=child, args=(yours,))
    worker.start()
    mine.send_bytes(letter)
    received = len(mine.recv_bytes())
    worker.join()
