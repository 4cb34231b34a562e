# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Wait for a while, then go without"
# topic = "events"
# watch = ["got"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { got = [false, true] }
# verdicts = []
# ///
"""`wait(timeout)` says whether the event was set; the caller must ask."""
from threading import Event, Thread

got = False
ready = Event()

worker = Thread(target=ready.set)
worker.start()
got = ready.wait(timeout=0.1)
worker.join()
