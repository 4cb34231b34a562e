# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The flag is set outside, before the notify"
# topic = "conditions"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [true] }
# verdicts = []
# ///
"""Odd, and right: the waiter looks under the lock, and the notify comes after the flag."""
from threading import Condition, Thread

woken = False
rung = False
bell = Condition()


def wait():
    global woken
    with bell:
        while not rung:
            bell.wait()
    woken = True


def ring():
    global rung
    rung = True
    with bell:
        bell.notify()


threads = [Thread(target=wait), Thread(target=ring)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
