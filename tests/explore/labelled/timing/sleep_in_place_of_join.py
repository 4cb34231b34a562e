# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Sleep in place of join"
# topic = "timing"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 1] }
# verdicts = []
# ///
"""A second is long, and promises nothing: sleep orders nothing."""
import time
from threading import Thread

result = 0


def work():
    global result
    result = 1


worker = Thread(target=work)
worker.start()
time.sleep(1)
seen = result
worker.join()
