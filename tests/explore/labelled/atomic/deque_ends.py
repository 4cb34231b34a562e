# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both ends of a deque"
# topic = "atomic"
# watch = ["line"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { line = [["early", "late"]] }
# verdicts = []
# ///
"""`append` and `appendleft` do not get in each other's way."""
from collections import deque
from threading import Thread

waiting = deque()


def join_front():
    waiting.appendleft("early")


def join_back():
    waiting.append("late")


threads = [Thread(target=join_front), Thread(target=join_back)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
line = list(waiting)
