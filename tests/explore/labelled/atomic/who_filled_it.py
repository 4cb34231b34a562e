# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Nobody reads it, and it is told"
# topic = "atomic"
# watch = ["box"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { box = [[0], [1]] }
# verdicts = ["data-race"]
# ///
"""Two threads put a new list into one global: which of the two is there in the end is an outcome."""
from threading import Thread

box = None


def fill(name):
    global box
    box = [name]


threads = [Thread(target=fill, args=(name,)) for name in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
