# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Readers keep the writer out"
# topic = "starvation"
# watch = ["written"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []
# verdicts = ["starvation"]
# ///
"""The room belongs to readers as long as one of them is inside, and they come and go for ever."""
from threading import Lock, Thread

written = 0
readers = 0
mutex = Lock()
room = Lock()


def read():
    global readers
    while True:
        with mutex:
            readers += 1
            if readers == 1:
                room.acquire()
        with mutex:
            readers -= 1
            if readers == 0:
                room.release()


def write():
    global written
    with room:
        written = 1


threads = [Thread(target=read), Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
