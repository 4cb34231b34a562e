# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two signals, one event"
# topic = "events"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [2] }
# verdicts = ["deadlock"]
# ///
# An Event's `set` is no `notify`, so this deadlock is not listed as a lost wakeup.
"""Two sets before one wait are one set: an event does not count."""
from threading import Event, Thread

seen = 0
bell = Event()


def listen():
    global seen
    for _ in range(2):
        bell.wait()
        bell.clear()
        seen += 1


listener = Thread(target=listen)
listener.start()
bell.set()
bell.set()
listener.join()
