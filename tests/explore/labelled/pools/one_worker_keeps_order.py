# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One worker keeps the order"
# topic = "pools"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [["a", "b"]] }
# verdicts = []
# ///
"""A pool of one does one thing after the other."""
from concurrent.futures import ThreadPoolExecutor

finished = []


def task(name):
    finished.append(name)


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(task, "a")
    pool.submit(task, "b")
