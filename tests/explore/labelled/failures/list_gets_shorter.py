# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An index that was good a moment ago"
# topic = "failures"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[1], [1, 2]] }
# verdicts = ["exception"]
# ///
"""The range was made when the list was longer."""
from threading import Thread

items = [1, 2]
seen = []


def look():
    for index in range(len(items)):
        seen.append(items[index])


def shorten():
    items.pop()


threads = [Thread(target=look), Thread(target=shorten)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
