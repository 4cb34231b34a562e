# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Wait for a task with its lock in hand"
# topic = "pools"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The main thread holds the lock that the task needs, and waits for the task."""
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

result = 0
lock = Lock()
pool = ThreadPoolExecutor(max_workers=1)


def task():
    with lock:
        return 1


with lock:
    result = pool.submit(task).result()
