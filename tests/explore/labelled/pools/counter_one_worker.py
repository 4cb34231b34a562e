# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pool of one needs no lock"
# topic = "pools"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""Only one thread ever touches the counter."""
from concurrent.futures import ThreadPoolExecutor

counter = 0


def count():
    global counter
    counter += 1


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(count)
    pool.submit(count)
