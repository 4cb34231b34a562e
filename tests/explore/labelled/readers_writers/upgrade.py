# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two readers that want to write"
# topic = "readers_writers"
# watch = ["written"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { written = [2] }
# verdicts = ["deadlock"]
# ///
"""Each keeps its place as a reader while it waits to be the only one."""
from threading import Condition, Thread

readers = 0
written = 0
room = Condition()


def read_then_write():
    global readers, written
    with room:
        readers += 1
    with room:
        while readers > 1:
            room.wait()
        written += 1
        readers -= 1
        room.notify_all()


threads = [Thread(target=read_then_write) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
