# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Sleep with the lock in hand"
# topic = "timing"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""Slow, and right: a sleeper keeps its lock."""
import time
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        before = counter
        time.sleep(0.1)
        counter = before + 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
