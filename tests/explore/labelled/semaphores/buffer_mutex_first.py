# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The mutex before the count"
# topic = "semaphores"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [[1, 2]] }
# verdicts = ["deadlock"]
# ///
"""The consumer waits for an item with the mutex in its hand, and the producer cannot get in."""
from threading import Semaphore, Thread

buffer = []
taken = []
free = Semaphore(2)
full = Semaphore(0)
mutex = Semaphore(1)


def produce():
    for item in (1, 2):
        free.acquire()
        with mutex:
            buffer.append(item)
        full.release()


def consume():
    for _ in range(2):
        with mutex:
            full.acquire()
            taken.append(buffer.pop(0))
        free.release()


threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
