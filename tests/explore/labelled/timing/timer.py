# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A Timer is a thread"
# topic = "timing"
# watch = ["rung"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { rung = [0, 1] }
# verdicts = []
# ///
"""Cancelled in time or not: the alarm may have rung already."""
from threading import Timer

rung = 0


def ring():
    global rung
    rung = 1


alarm = Timer(5, ring)
alarm.start()
alarm.cancel()
alarm.join()
