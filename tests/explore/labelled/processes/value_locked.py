# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Add under the Value's lock"
# topic = "processes"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [2] }
# verdicts = []
# ///
"""`get_lock` makes one piece of the read and the store."""
from multiprocessing import Process, Value

total = 0


def add(shared):
    with shared.get_lock():
        shared.value += 1


if __name__ == "__main__":
    shared = Value("i", 0)
    children = [Process(target=add, args=(shared,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    total = shared.value
