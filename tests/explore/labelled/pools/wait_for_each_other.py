# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two tasks that wait for each other"
# topic = "pools"
# watch = ["results"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Each task asks for the other one's result."""
from concurrent.futures import ThreadPoolExecutor
from threading import Event

results = []
futures = []
both = Event()
pool = ThreadPoolExecutor(max_workers=2)


def ask(other):
    both.wait()
    return futures[other].result()


futures.append(pool.submit(ask, 1))
futures.append(pool.submit(ask, 0))
both.set()
results = [future.result() for future in futures]
