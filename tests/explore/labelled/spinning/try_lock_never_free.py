# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Try a lock that stays taken"
# topic = "spinning"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["busy-wait"]
# ///
# No schedule ends, so there is no livelock.
"""The main thread ends with the lock in its hand, and the worker tries for ever."""
from threading import Lock, Thread

entered = False
lock = Lock()


def work():
    while not lock.acquire(blocking=False):
        pass


lock.acquire()
Thread(target=work).start()
