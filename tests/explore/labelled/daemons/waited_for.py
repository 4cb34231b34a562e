# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The same thread, not a daemon"
# topic = "daemons"
# watch = ["ticks"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { ticks = [2] }
# verdicts = []
# ///
"""The program waits for a thread that is no daemon."""
from threading import Thread

ticks = 0


def tick():
    global ticks
    ticks = 1
    ticks = 2


Thread(target=tick).start()
