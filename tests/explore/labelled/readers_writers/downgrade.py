# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Leave as a reader, come back as a writer"
# topic = "readers_writers"
# watch = ["written"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { written = [2] }
# verdicts = []
# ///
"""Who gives its place as a reader back first never blocks the other."""
from threading import Condition, Thread

readers = 0
written = 0
room = Condition()


def read_then_write():
    global readers, written
    with room:
        readers += 1
    with room:
        readers -= 1
        room.notify_all()
    with room:
        while readers > 0:
            room.wait()
        written += 1


threads = [Thread(target=read_then_write) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
