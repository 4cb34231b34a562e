# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Each thread its own list item"
# topic = "races"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [4] }
# verdicts = []
# ///
"""Different items of one list are different places: nobody meets."""
from threading import Thread

tally = [0, 0]


def count(mine):
    for _ in range(2):
        tally[mine] += 1


threads = [Thread(target=count, args=(mine,)) for mine in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = sum(tally)
