# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A longer sleep need not end later"
# topic = "timing"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [["long", "short"], ["short", "long"]] }
# verdicts = []
# ///
"""Two sleeps of different length: either may end first."""
import time
from threading import Thread

order = []


def nap(name, seconds):
    time.sleep(seconds)
    order.append(name)


threads = [Thread(target=nap, args=("short", 0.1)), Thread(target=nap, args=("long", 2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
