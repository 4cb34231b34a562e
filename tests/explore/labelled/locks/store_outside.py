# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The store is outside the lock"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""The read is locked and the store is not: a lock held around too little."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        value = counter + 1
    counter = value


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
