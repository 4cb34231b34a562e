# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The readers are counted without a lock"
# topic = "readers_writers"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [0, 1, 2] }
# verdicts = ["data-race", "deadlock", "exception"]
# ///
# Lost counts let a second reader wait for the room that the first one holds for good (deadlock), or both
# readers take the other for the last one and release the room twice (RuntimeError).
"""Two readers count themselves at the same time, and the room is locked or released once too often."""
from threading import Lock, Thread

readers = 0
done = []
finished = 0
room = Lock()


def read():
    global readers
    readers += 1
    if readers == 1:
        room.acquire()
    readers -= 1
    if readers == 0:
        room.release()
    done.append(1)


threads = [Thread(target=read), Thread(target=read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
finished = len(done)
