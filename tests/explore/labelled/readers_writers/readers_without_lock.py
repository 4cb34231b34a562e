# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Only the writer locks"
# topic = "readers_writers"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 1, 2] }
# verdicts = []
# ///
"""A reader that takes no lock may read half a change."""
from threading import Lock, Thread

x = 0
y = 0
seen = 0
room = Lock()


def read():
    global seen
    seen = x + y


def write():
    global x, y
    with room:
        x = 1
        y = 1


threads = [Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
