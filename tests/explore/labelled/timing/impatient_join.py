# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join for a while"
# topic = "timing"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 1] }
# verdicts = []
# ///
"""After `join(timeout)` the worker may be through or not."""
from threading import Thread

result = 0


def work():
    global result
    result = 1


worker = Thread(target=work)
worker.start()
worker.join(timeout=1)
seen = result
worker.join()
