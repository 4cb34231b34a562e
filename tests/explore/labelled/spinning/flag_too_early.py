# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The flag is set before the value"
# topic = "spinning"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 7] }
# verdicts = ["busy-wait"]
# ///
"""The flag says that the value is there, one line too early."""
from threading import Thread

ready = False
value = 0
seen = 0


def wait():
    global seen
    while not ready:
        pass
    seen = value


waiter = Thread(target=wait)
waiter.start()
ready = True
value = 7
waiter.join()
