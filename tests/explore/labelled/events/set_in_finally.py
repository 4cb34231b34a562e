# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Set whatever happens"
# topic = "events"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [true] }
# verdicts = ["exception"]
# ///
"""The worker fails, but says that it has ended."""
from threading import Event, Thread

done = False
ready = Event()


def work():
    parts = []
    try:
        parts[0] = "wheel"
    finally:
        ready.set()


worker = Thread(target=work)
worker.start()
ready.wait()
done = True
