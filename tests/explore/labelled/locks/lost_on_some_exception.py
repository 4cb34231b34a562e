# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "It depends who comes first"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["deadlock", "exception"]
# ///
"""If the reader is early it raises with the lock in its hand, and the writer never gets it."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def read():
    lock.acquire()
    if counter == 0:
        raise ValueError("too early")
    lock.release()


def write():
    global counter
    lock.acquire()
    counter = 1
    lock.release()


threads = [Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
