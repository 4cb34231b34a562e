# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A task fails, and nobody asks"
# topic = "pools"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { result = [5] }
# verdicts = []
# ///
"""An error in a task is kept in its future; who does not ask never hears of it."""
from concurrent.futures import ThreadPoolExecutor

result = 0


def fail():
    return [][0]


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(fail)
result = 5
