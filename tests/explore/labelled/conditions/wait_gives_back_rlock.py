# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A wait gives an RLock back wholly"
# topic = "conditions"
# watch = ["opened"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { opened = [true] }
# verdicts = []
# ///
"""A condition's own lock is an RLock; `wait` gives it back however often it was taken."""
from threading import Condition, Thread

opened = False
door = Condition()


def guest():
    with door:
        with door:
            while not opened:
                door.wait()


def porter():
    global opened
    with door:
        opened = True
        door.notify()


threads = [Thread(target=guest), Thread(target=porter)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
