# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon that waits for ever"
# topic = "daemons"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [true] }
# verdicts = []
# ///
"""A blocked daemon does not keep the program alive: nothing is wrong."""
from threading import Event, Thread

finished = False
bell = Event()


def wait():
    bell.wait()


Thread(target=wait, daemon=True).start()
finished = True
