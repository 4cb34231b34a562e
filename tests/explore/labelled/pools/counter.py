# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two tasks count"
# topic = "pools"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""Tasks of a pool run on threads, and share globals like any threads."""
from concurrent.futures import ThreadPoolExecutor

counter = 0


def count():
    global counter
    counter += 1


with ThreadPoolExecutor(max_workers=2) as pool:
    pool.submit(count)
    pool.submit(count)
