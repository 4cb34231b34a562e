# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An exception on the way to set"
# topic = "events"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock", "exception"]
# ///
"""The worker fails before it can say that it is done."""
from threading import Event, Thread

done = False
ready = Event()


def work():
    parts = []
    parts[0] = "wheel"
    ready.set()


worker = Thread(target=work)
worker.start()
ready.wait()
done = True
