# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Taken twice, released once"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["deadlock"]
# ///
"""An RLock that was taken twice and released once is still held when its owner ends."""
from threading import RLock, Thread

counter = 0
lock = RLock()


def greedy():
    lock.acquire()
    lock.acquire()
    lock.release()


def modest():
    global counter
    lock.acquire()
    counter += 1
    lock.release()


threads = [Thread(target=modest), Thread(target=greedy)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
