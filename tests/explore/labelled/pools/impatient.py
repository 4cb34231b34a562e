# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A wait for a result that may end"
# topic = "pools"
# watch = ["answer"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answer = [0, 7] }
# verdicts = []
# ///
"""`result(timeout)` may give up; the task goes on all the same."""
from concurrent.futures import ThreadPoolExecutor, TimeoutError

answer = -1


def think():
    return 7


with ThreadPoolExecutor(max_workers=1) as pool:
    future = pool.submit(think)
    try:
        answer = future.result(timeout=0.1)
    except TimeoutError:
        answer = 0
