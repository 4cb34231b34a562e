# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Three numbers, two workers"
# topic = "pools"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [[1, 4, 9]] }
# verdicts = []
# ///
"""`map` gives the results in the order of the questions."""
from concurrent.futures import ThreadPoolExecutor

total = []


def square(number):
    return number * number


with ThreadPoolExecutor(max_workers=2) as pool:
    total = list(pool.map(square, [1, 2, 3]))
