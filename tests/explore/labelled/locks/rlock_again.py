# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An RLock may be taken again"
# topic = "locks"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [4] }
# verdicts = []
# ///
"""A method that holds the lock calls another that takes it: an RLock counts."""
from threading import RLock, Thread

total = 0
lock = RLock()


def add_one():
    global total
    with lock:
        total += 1


def add_two():
    with lock:
        add_one()
        add_one()


threads = [Thread(target=add_two) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
