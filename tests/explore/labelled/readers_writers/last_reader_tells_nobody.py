# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The last reader leaves quietly"
# topic = "readers_writers"
# watch = ["written"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { written = [true] }
# verdicts = ["deadlock"]
# ///
"""A writer that waits for the reader to leave is never told."""
from threading import Condition, Thread

readers = 0
written = False
room = Condition()


def read():
    global readers
    with room:
        readers += 1
    with room:
        readers -= 1


def write():
    global written
    with room:
        while readers > 0:
            room.wait()
        written = True


threads = [Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
