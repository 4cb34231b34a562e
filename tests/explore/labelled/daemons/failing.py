# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon that fails, if it gets that far"
# topic = "daemons"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [true] }
# verdicts = ["exception"]
# ///
"""An error in a daemon is an error too; often the program has ended before."""
from threading import Thread

finished = False


def fail():
    raise ValueError("no")


Thread(target=fail, daemon=True).start()
finished = True
