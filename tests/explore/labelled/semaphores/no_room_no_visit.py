# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Go away when it is full"
# topic = "semaphores"
# watch = ["visits"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { visits = [1, 2] }
# verdicts = []
# ///
"""`acquire(blocking=False)`: who finds no permit leaves."""
from threading import Semaphore, Thread

visits = 0
door = Semaphore(1)


def visit():
    global visits
    if door.acquire(blocking=False):
        visits += 1
        door.release()


guests = [Thread(target=visit) for _ in range(2)]
for thread in guests:
    thread.start()
for thread in guests:
    thread.join()
