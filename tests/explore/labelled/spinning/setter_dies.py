# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The setter dies on some schedules"
# topic = "spinning"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [1] }
# verdicts = ["busy-wait", "exception", "livelock"]
# ///
"""An error before the store leaves the other one spinning."""
from threading import Thread

parts = []
ready = False
seen = 0


def wait():
    global seen
    while not ready:
        pass
    seen = 1


def prepare():
    global ready
    parts.pop()
    ready = True


def supply():
    parts.append("wheel")


for role in (wait, prepare, supply):
    Thread(target=role).start()
