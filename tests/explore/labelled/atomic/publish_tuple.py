# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pair published in one store"
# topic = "atomic"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[0, 0], [1, 1]] }
# verdicts = []
# ///
"""One name that holds both values is replaced in one step: nobody sees half a move."""
from threading import Thread

place = [0, 0]
seen = []


def move():
    global place
    place = [1, 1]


def look():
    global seen
    seen = place


threads = [Thread(target=move), Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
