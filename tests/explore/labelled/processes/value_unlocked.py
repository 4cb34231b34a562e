# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two processes add to one Value"
# topic = "processes"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [1, 2] }
# verdicts = []
# ///
# No two threads of one process meet here: each read and each store of `value` is locked by itself. Hence a
# lost update, and no data race.
"""`+=` on a shared Value is a safe read and a safe store, with a gap between them."""
from multiprocessing import Process, Value

total = 0


def add(shared):
    shared.value += 1


if __name__ == "__main__":
    shared = Value("i", 0)
    children = [Process(target=add, args=(shared,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    total = shared.value
