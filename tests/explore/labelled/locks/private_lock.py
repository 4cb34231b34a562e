# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A lock for each call"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""A lock that nobody else knows keeps nobody out."""
from threading import Lock, Thread

counter = 0


def count():
    global counter
    lock = Lock()
    with lock:
        counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
