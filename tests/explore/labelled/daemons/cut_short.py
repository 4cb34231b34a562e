# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon is cut short"
# topic = "daemons"
# watch = ["ticks"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { ticks = [0, 1, 2] }
# verdicts = []
# ///
"""The program ends with its main thread, wherever the daemon is."""
from threading import Thread

ticks = 0


def tick():
    global ticks
    ticks = 1
    ticks = 2


Thread(target=tick, daemon=True).start()
