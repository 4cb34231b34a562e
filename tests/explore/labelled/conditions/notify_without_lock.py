# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Notify without holding the lock"
# topic = "conditions"
# watch = ["rung"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { rung = [false] }
# verdicts = ["exception"]
# ///
"""`notify` needs the lock as well: a RuntimeError in the ringer, and the main thread has nothing to wait for."""
from threading import Condition, Thread

rung = False
bell = Condition()


def ring():
    global rung
    bell.notify()
    rung = True


ringer = Thread(target=ring)
ringer.start()
ringer.join()
