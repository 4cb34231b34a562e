# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join in place of sleep"
# topic = "timing"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [1] }
# verdicts = []
# ///
"""`join` waits for the end, however long it takes."""
import time
from threading import Thread

result = 0


def work():
    global result
    time.sleep(1)
    result = 1


worker = Thread(target=work)
worker.start()
worker.join()
seen = result
