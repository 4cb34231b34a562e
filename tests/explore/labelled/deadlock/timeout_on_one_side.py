# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One of the two can give up"
# topic = "deadlock"
# watch = ["moved"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { moved = [1, 2] }
# verdicts = []
# ///
"""One wait with an end is enough: when the impatient one leaves, the patient one gets both."""
from threading import Lock, Thread

moves = []
left = Lock()
right = Lock()


def patient():
    with left:
        with right:
            moves.append("patient")


def impatient():
    with right:
        if left.acquire(timeout=0.5):
            moves.append("impatient")
            left.release()


threads = [Thread(target=patient), Thread(target=impatient)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
moved = len(moves)
