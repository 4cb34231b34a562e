# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The same with a plain object"
# topic = "thread_local"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[0, 1], [1, 0], [1, 1], [1, 2], [2, 1], [2, 2]] }
# verdicts = ["data-race"]
# ///
"""A plain object has one value for all threads."""
from threading import Thread


class Box:
    value = 0


mine = Box()
seen = []


def count():
    mine.value = 0
    mine.value += 1
    seen.append(mine.value)


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
