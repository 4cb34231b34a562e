# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A sleep in the gap"
# topic = "timing"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""A sleep makes a lost update likely; it was possible before."""
import time
from threading import Thread

counter = 0


def count():
    global counter
    before = counter
    time.sleep(0.1)
    counter = before + 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
