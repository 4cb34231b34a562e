# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Readers and a writer with a condition"
# topic = "readers_writers"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 2] }
# verdicts = []
# ///
"""The writer waits until nobody reads; the last reader tells it."""
from threading import Condition, Thread

x = 0
y = 0
readers = 0
seen = 0
room = Condition()


def read():
    global readers, seen
    with room:
        readers += 1
    seen = x + y
    with room:
        readers -= 1
        if readers == 0:
            room.notify_all()


def write():
    global x, y
    with room:
        while readers > 0:
            room.wait()
        x = 1
        y = 1


threads = [Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
