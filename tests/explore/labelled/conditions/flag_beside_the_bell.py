# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A flag remembers the notify"
# topic = "conditions"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [true] }
# verdicts = []
# ///
"""The flag is set under the lock and looked at under the lock: a notify may come at any time."""
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
    with bell:
        rung = True
        bell.notify()


threads = [Thread(target=wait), Thread(target=ring)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
