# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Sleep until the other one surely waits"
# topic = "timing"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [true] }
# verdicts = ["deadlock", "lost-wakeup"]
# ///
"""The ringer sleeps so that the waiter can begin to wait; nothing says that it has."""
import time
from threading import Condition, Thread

woken = False
bell = Condition()


def wait():
    global woken
    with bell:
        bell.wait()
    woken = True


waiter = Thread(target=wait)
waiter.start()
time.sleep(1)
with bell:
    bell.notify()
waiter.join()
