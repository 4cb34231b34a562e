# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "`with` gives the lock back"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["exception"]
# ///
"""The same early reader, but `with` releases on the way out: an error, and no deadlock."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def read():
    with lock:
        if counter == 0:
            raise ValueError("too early")


def write():
    global counter
    with lock:
        counter = 1


threads = [Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
