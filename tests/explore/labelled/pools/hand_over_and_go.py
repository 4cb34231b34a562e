# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A task that submits and does not wait"
# topic = "pools"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [["outer", "inner"]] }
# verdicts = []
# ///
"""To submit more work from a task is fine as long as one does not wait for it."""
from concurrent.futures import ThreadPoolExecutor

done = []
pool = ThreadPoolExecutor(max_workers=1)


def inner():
    done.append("inner")


def outer():
    follow_up.append(pool.submit(inner))
    done.append("outer")


follow_up = []
pool.submit(outer).result()
follow_up[0].result()
