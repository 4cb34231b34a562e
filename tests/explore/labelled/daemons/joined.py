# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon that is joined"
# topic = "daemons"
# watch = ["ticks"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { ticks = [2] }
# verdicts = []
# ///
"""Who joins a daemon waits for all of its work."""
from threading import Thread

ticks = 0


def tick():
    global ticks
    ticks = 1
    ticks = 2


worker = Thread(target=tick, daemon=True)
worker.start()
worker.join()
