# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Count by appending"
# topic = "atomic"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [4] }
# verdicts = []
# ///
"""A list that everybody appends to is a counter that loses nothing."""
from threading import Thread

marks = []


def count():
    for _ in range(2):
        marks.append(1)


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = len(marks)
