# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin until a flag is set"
# topic = "spinning"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [7] }
# verdicts = ["busy-wait"]
# ///
"""The worker asks again and again whether the value is there."""
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
value = 7
ready = True
waiter.join()
