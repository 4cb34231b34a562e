# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A return that keeps the lock"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1] }
# verdicts = ["deadlock"]
# ///
"""Who finds the work done returns with the lock in its hand, and the next one waits for ever."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def work():
    global counter
    lock.acquire()
    counter = 1
    lock.release()


def look():
    lock.acquire()
    if counter == 1:
        return
    lock.release()


threads = [Thread(target=look), Thread(target=work)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
lock.acquire()
lock.release()
