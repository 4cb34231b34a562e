# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two tasks count under a lock"
# topic = "pools"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""The same cure as for threads."""
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        counter += 1


with ThreadPoolExecutor(max_workers=2) as pool:
    pool.submit(count)
    pool.submit(count)
