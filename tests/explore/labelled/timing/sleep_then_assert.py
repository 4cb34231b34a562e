# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "It must be done by now"
# topic = "timing"
# watch = ["checked"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { checked = [false, true] }
# verdicts = ["assertion"]
# ///
"""The main thread sleeps and then insists."""
import time
from threading import Thread

ready = False
checked = False


def prepare():
    global ready
    time.sleep(0.1)
    ready = True


worker = Thread(target=prepare)
worker.start()
time.sleep(2)
assert ready
checked = True
