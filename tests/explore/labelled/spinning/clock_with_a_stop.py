# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A clock that can be stopped"
# topic = "spinning"
# watch = ["stopped"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { stopped = [true] }
# verdicts = []
# ///
# The clock stores on every round, so it is no busy wait, and the main thread can stop it at any moment.
"""A worker that goes round and round, changes something each time, and can be stopped."""
from threading import Thread

stop = False
stopped = False
hand = 0


def clock():
    global hand, stopped
    while not stop:
        hand = 1 - hand
    stopped = True


worker = Thread(target=clock)
worker.start()
stop = True
worker.join()
