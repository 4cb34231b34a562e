# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A Lock released by somebody else"
# topic = "locks"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [["first", "second"]] }
# verdicts = []
# ///
"""A plain Lock may be released by any thread, so it can say `now you`."""
from threading import Lock, Thread

order = []
turn = Lock()
turn.acquire()


def early():
    order.append("first")
    turn.release()


def late():
    turn.acquire()
    order.append("second")


threads = [Thread(target=late), Thread(target=early)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
