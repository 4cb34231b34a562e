# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The order in which they finish"
# topic = "pools"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [["a", "b"], ["b", "a"]] }
# verdicts = []
# ///
"""Two workers, two tasks: either may be first."""
from concurrent.futures import ThreadPoolExecutor

finished = []


def task(name):
    finished.append(name)


with ThreadPoolExecutor(max_workers=2) as pool:
    pool.submit(task, "a")
    pool.submit(task, "b")
