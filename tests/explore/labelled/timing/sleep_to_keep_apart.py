# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Sleep to keep out of each other's way"
# topic = "timing"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""The second one comes a second later, as a rule; a rule is no lock."""
import time
from threading import Thread

counter = 0


def count(delay):
    global counter
    time.sleep(delay)
    counter += 1


threads = [Thread(target=count, args=(delay,)) for delay in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
