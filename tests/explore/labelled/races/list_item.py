# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A list item counted by two threads"
# topic = "races"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [1, 2] }
# verdicts = ["data-race"]
# ///
"""`tally[0] += 1` is a read of the item, an addition and a store: three steps."""
from threading import Thread

tally = [0, 0]


def count():
    tally[0] += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = sum(tally)
