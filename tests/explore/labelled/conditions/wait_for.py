# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "`wait_for` is a loop"
# topic = "conditions"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = ["bread"] }
# verdicts = []
# ///
"""`wait_for` looks, waits and looks again, as one should."""
from threading import Condition, Thread

shelf = []
taken = ""
ready = Condition()


def has_bread():
    return len(shelf) > 0


def consume():
    global taken
    with ready:
        ready.wait_for(has_bread)
        taken = shelf.pop()


def produce():
    with ready:
        shelf.append("bread")
        ready.notify()


threads = [Thread(target=consume), Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
