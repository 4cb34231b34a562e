# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Asking again and again"
# topic = "starvation"
# watch = ["served"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []
# verdicts = ["busy-wait", "starvation"]
# ///
"""Each time the polite thread asks, the lock may be taken, though it is free in between."""
from threading import Lock, Thread

served = 0
lock = Lock()


def greedy():
    while True:
        with lock:
            pass


def polite():
    global served
    while not lock.acquire(blocking=False):
        pass
    served = 1
    lock.release()


threads = [Thread(target=greedy), Thread(target=polite)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
