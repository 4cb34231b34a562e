# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two workers, two tasks that wait"
# topic = "pools"
# watch = ["results"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { results = [[2, 2]] }
# verdicts = ["deadlock"]
# ///
"""If both workers have begun an outer task, nobody is left for the inner ones."""
from concurrent.futures import ThreadPoolExecutor

results = []
pool = ThreadPoolExecutor(max_workers=2)


def inner():
    return 1


def outer():
    return pool.submit(inner).result() + 1


futures = [pool.submit(outer) for _ in range(2)]
results = [future.result() for future in futures]
