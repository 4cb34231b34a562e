# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Set after the store"
# topic = "events"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [42] }
# verdicts = []
# ///
"""Store the result, then set the event: who waits for the event sees the result."""
from threading import Event, Thread

result = 0
seen = 0
ready = Event()


def compute():
    global result
    result = 42
    ready.set()


def show():
    global seen
    ready.wait()
    seen = result


threads = [Thread(target=compute), Thread(target=show)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
