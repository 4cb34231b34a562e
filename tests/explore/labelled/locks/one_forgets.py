# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One of two forgets the lock"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""A lock protects only from those who take it."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def careful():
    global counter
    with lock:
        counter += 1


def careless():
    global counter
    counter += 1


threads = [Thread(target=careful), Thread(target=careless)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
