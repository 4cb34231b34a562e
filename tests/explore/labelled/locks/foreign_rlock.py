# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An RLock released by somebody else"
# topic = "locks"
# watch = ["freed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { freed = [false] }
# verdicts = ["exception"]
# ///
"""Only its owner may release an RLock; another thread gets a RuntimeError."""
from threading import RLock, Thread

freed = False
lock = RLock()


def open_it():
    global freed
    lock.release()
    freed = True


lock.acquire()
helper = Thread(target=open_it)
helper.start()
helper.join()
lock.release()
