# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A child leaves with a code"
# topic = "processes"
# watch = ["code"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { code = [3] }
# verdicts = []
# ///
"""`sys.exit` in a child is an ordinary end with a code."""
import sys
from multiprocessing import Process

code = 0


def leave():
    sys.exit(3)


if __name__ == "__main__":
    child = Process(target=leave)
    child.start()
    child.join()
    code = child.exitcode
