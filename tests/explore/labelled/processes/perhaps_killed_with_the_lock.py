# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Killed with or without the lock"
# topic = "processes"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { entered = [true] }
# verdicts = ["deadlock"]
# ///
"""It depends on when the kill comes: before, while or after the child holds the lock."""
from multiprocessing import Lock, Process

entered = False


def visit(lock):
    lock.acquire()
    lock.release()


if __name__ == "__main__":
    lock = Lock()
    child = Process(target=visit, args=(lock,))
    child.start()
    child.kill()
    child.join()
    lock.acquire()
    entered = True
