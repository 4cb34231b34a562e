# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A task fails, and somebody asks"
# topic = "pools"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { result = [0] }
# verdicts = ["exception"]
# ///
"""`result` raises in the one who asks what the task has raised."""
from concurrent.futures import ThreadPoolExecutor

result = 0


def fail():
    return [][0]


with ThreadPoolExecutor(max_workers=1) as pool:
    future = pool.submit(fail)
    result = future.result()
