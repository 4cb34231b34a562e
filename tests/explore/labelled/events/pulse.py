# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Set and clear at once"
# topic = "events"
# watch = ["woken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { woken = [true] }
# verdicts = ["deadlock"]
# ///
# An Event's `set` is no `notify`, so this deadlock is not listed as a lost wakeup.
"""A pulse reaches only those who wait already; who comes later waits for ever."""
from threading import Event, Thread

woken = False
bell = Event()


def wait():
    global woken
    bell.wait()
    woken = True


waiter = Thread(target=wait)
waiter.start()
bell.set()
bell.clear()
waiter.join()
