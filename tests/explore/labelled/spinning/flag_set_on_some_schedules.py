# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The setter gives up if it comes first"
# topic = "spinning"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [1] }
# verdicts = ["busy-wait", "livelock"]
# ///
"""The setter sets the flag only if the waiter is there already; otherwise the waiter spins for ever."""
from threading import Thread

waiting = False
ready = False
seen = 0


def wait():
    global waiting, seen
    waiting = True
    while not ready:
        pass
    seen = 1


def release():
    global ready
    if waiting:
        ready = True


Thread(target=wait).start()
Thread(target=release).start()
