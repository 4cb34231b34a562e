# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A shelf of one with two conditions"
# topic = "conditions"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [[1, 2]] }
# verdicts = []
# ///
"""`not_full` and `not_empty` share a lock: each notify reaches the right kind of waiter."""
from threading import Condition, Lock, Thread

lock = Lock()
not_full = Condition(lock)
not_empty = Condition(lock)
shelf = []
taken = []


def produce():
    for item in (1, 2):
        with not_full:
            while shelf:
                not_full.wait()
            shelf.append(item)
            not_empty.notify()


def consume():
    for _ in range(2):
        with not_empty:
            while not shelf:
                not_empty.wait()
            taken.append(shelf.pop())
            not_full.notify()


threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
