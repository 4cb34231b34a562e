# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Set before the store"
# topic = "events"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 42] }
# verdicts = []
# ///
"""The event is set one line too early, and who waits for it may see the old value."""
from threading import Event, Thread

result = 0
seen = 0
ready = Event()


def compute():
    global result
    ready.set()
    result = 42


def show():
    global seen
    ready.wait()
    seen = result


threads = [Thread(target=compute), Thread(target=show)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
