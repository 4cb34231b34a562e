# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A wait that ends by itself"
# topic = "conditions"
# watch = ["heard"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { heard = [false, true] }
# verdicts = []
# ///
"""`wait(timeout)` says whether it was notified; a lost notify costs time, and no more."""
from threading import Condition, Thread

heard = False
bell = Condition()


def wait():
    global heard
    with bell:
        heard = bell.wait(timeout=1)


def ring():
    with bell:
        bell.notify()


threads = [Thread(target=wait), Thread(target=ring)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
