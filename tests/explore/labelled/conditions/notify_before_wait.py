# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A notify that nobody hears"
# topic = "conditions"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [true] }
# verdicts = ["deadlock", "lost-wakeup"]
# ///
"""Without a predicate the waiter cannot know that the notify was before its time."""
from threading import Condition, Thread

woken = False
bell = Condition()


def wait():
    global woken
    with bell:
        bell.wait()
    woken = True


def ring():
    with bell:
        bell.notify()


threads = [Thread(target=wait), Thread(target=ring)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
