# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The first reader locks, the last one unlocks"
# topic = "readers_writers"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 2, 4] }
# verdicts = []
# ///
"""Readers share the room, a writer has it alone: nobody reads half a change."""
from threading import Lock, Thread

x = 0
y = 0
readers = 0
sums = []
mutex = Lock()
room = Lock()


def read():
    global readers
    with mutex:
        readers += 1
        if readers == 1:
            room.acquire()
    sums.append(x + y)
    with mutex:
        readers -= 1
        if readers == 0:
            room.release()


def write():
    global x, y
    with room:
        x = 1
        y = 1


threads = [Thread(target=read), Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
seen = sum(sums)
