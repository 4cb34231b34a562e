# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One worker more"
# topic = "pools"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { result = [2] }
# verdicts = []
# ///
"""With two workers the second one does what the first one waits for."""
from concurrent.futures import ThreadPoolExecutor

result = 0
pool = ThreadPoolExecutor(max_workers=2)


def inner():
    return 1


def outer():
    return pool.submit(inner).result() + 1


result = pool.submit(outer).result()
