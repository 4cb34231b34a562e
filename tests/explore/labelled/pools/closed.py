# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pool that has closed"
# topic = "pools"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { result = [0] }
# verdicts = ["exception"]
# ///
"""After `shutdown` there is no `submit`: a RuntimeError."""
from concurrent.futures import ThreadPoolExecutor

result = 0


def task():
    return 1


pool = ThreadPoolExecutor(max_workers=1)
pool.shutdown()
result = pool.submit(task).result()
