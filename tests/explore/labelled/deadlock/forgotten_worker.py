# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The main thread ends, a worker never does"
# topic = "deadlock"
# watch = ["started"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
# The main thread is through, and the program still cannot end: the worker is left and cannot move, so this is
# a plain deadlock.
"""Nobody sets the event: the worker keeps the program alive for ever."""
from threading import Event, Thread

started = False
bell = Event()


def wait_for_bell():
    bell.wait()


Thread(target=wait_for_bell).start()
started = True
