# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A flag in place of a lock"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["busy-wait", "data-race"]
# ///
"""Look at the flag, then set it: both may have looked before either sets."""
from threading import Thread

busy = False
counter = 0


def count():
    global busy, counter
    while busy:
        pass
    busy = True
    counter += 1
    busy = False


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
