# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The flag is looked at too early"
# topic = "conditions"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [true] }
# verdicts = ["deadlock", "lost-wakeup"]
# ///
"""Between the look and the wait the bell rings, and the waiter goes to sleep all the same."""
from threading import Condition, Thread

woken = False
rung = False
bell = Condition()


def wait():
    global woken
    if not rung:
        with bell:
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
