# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A buffer of one with semaphores"
# topic = "semaphores"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [[1, 2]] }
# verdicts = []
# ///
"""`free` counts the places and `full` the items: producer and consumer wait for the right thing."""
from threading import Semaphore, Thread

buffer = []
taken = []
free = Semaphore(1)
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
        full.acquire()
        with mutex:
            taken.append(buffer.pop(0))
        free.release()


threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
