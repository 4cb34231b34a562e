# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two threads take turns"
# topic = "starvation"
# watch = ["rounds"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []
# verdicts = []
# ///
"""Each wakes the other and waits: both go on for ever, and neither is passed over."""
from threading import Semaphore, Thread

rounds = 0
first = Semaphore(1)
second = Semaphore(0)


def one():
    while True:
        first.acquire()
        second.release()


def other():
    while True:
        second.acquire()
        first.release()


threads = [Thread(target=one), Thread(target=other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
