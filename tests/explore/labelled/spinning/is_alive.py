# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin on a thread"
# topic = "spinning"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { result = [5] }
# verdicts = ["busy-wait"]
# ///
"""To ask `is_alive` in a loop is to do by hand, and badly, what `join` does."""
from threading import Thread

result = 0


def work():
    global result
    result = 5


worker = Thread(target=work)
worker.start()
while worker.is_alive():
    pass
