# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A woken consumer looks again"
# topic = "conditions"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [2] }
# verdicts = []
# ///
"""With `while` the consumer that comes too late waits for the next item."""
from threading import Condition, Thread

shelf = []
taken = 0
ready = Condition()


def consume():
    global taken
    with ready:
        while not shelf:
            ready.wait()
        shelf.pop()
        taken += 1


def produce():
    for item in ("bread", "cheese"):
        with ready:
            shelf.append(item)
            ready.notify()


threads = [Thread(target=consume), Thread(target=consume), Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
