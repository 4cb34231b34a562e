# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A task that waits on its own pool"
# topic = "pools"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The only worker waits for a task that only it could do."""
from concurrent.futures import ThreadPoolExecutor

result = 0
pool = ThreadPoolExecutor(max_workers=1)


def inner():
    return 1


def outer():
    return pool.submit(inner).result() + 1


result = pool.submit(outer).result()
