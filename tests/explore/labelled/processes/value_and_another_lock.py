# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A lock of one's own for the Value"
# topic = "processes"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [2] }
# verdicts = []
# ///
"""Any lock that both processes share will do."""
from multiprocessing import Lock, Process, Value

total = 0


def add(shared, lock):
    with lock:
        shared.value += 1


if __name__ == "__main__":
    shared = Value("i", 0)
    lock = Lock()
    children = [Process(target=add, args=(shared, lock)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    total = shared.value
