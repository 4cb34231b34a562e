# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two stages"
# topic = "queues"
# watch = ["out"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { out = [[2, 3]] }
# verdicts = []
# ///
"""Each stage hands on what it made, and then the pill."""
from queue import Queue
from threading import Thread

raw = Queue()
ready = Queue()
out = []


def stage():
    while True:
        item = raw.get()
        if item is None:
            ready.put(None)
            return
        ready.put(item + 1)


def finish():
    while True:
        item = ready.get()
        if item is None:
            return
        out.append(item)


threads = [Thread(target=stage), Thread(target=finish)]
for thread in threads:
    thread.start()
for item in (1, 2, None):
    raw.put(item)
for thread in threads:
    thread.join()
