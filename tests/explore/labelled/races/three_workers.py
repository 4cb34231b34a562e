# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Three threads, one addition each"
# topic = "races"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2, 3] }
# verdicts = ["data-race"]
# ///
"""Of three unlocked additions one is sure to count; each of the others may be lost."""
from threading import Thread

counter = 0


def count():
    global counter
    counter += 1


threads = [Thread(target=count) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
