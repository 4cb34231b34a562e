# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A threading.Lock does not cross processes"
# topic = "processes"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [1, 2] }
# verdicts = []
# ///
"""Each child has a copy of the lock: both may hold their own at the same time."""
from multiprocessing import Process, Value
from threading import Lock

total = 0
lock = Lock()


def add(shared):
    with lock:
        shared.value += 1


if __name__ == "__main__":
    shared = Value("i", 0)
    children = [Process(target=add, args=(shared,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    total = shared.value
