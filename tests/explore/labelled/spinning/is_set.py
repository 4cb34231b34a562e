# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin on an event"
# topic = "spinning"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [true] }
# verdicts = ["busy-wait"]
# ///
"""To ask `is_set` in a loop is to do by hand, and badly, what `wait` does."""
from threading import Event, Thread

seen = False
ready = Event()


def wait():
    global seen
    while not ready.is_set():
        pass
    seen = True


waiter = Thread(target=wait)
waiter.start()
ready.set()
waiter.join()
