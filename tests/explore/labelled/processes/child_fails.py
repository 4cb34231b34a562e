# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A child fails"
# topic = "processes"
# watch = ["code"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { code = [1] }
# verdicts = ["exception"]
# ///
"""An uncaught exception ends the child with code 1; the parent goes on."""
from multiprocessing import Process

code = 0


def fail():
    raise ValueError("no")


if __name__ == "__main__":
    child = Process(target=fail)
    child.start()
    child.join()
    code = child.exitcode
