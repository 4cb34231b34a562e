# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One thread takes the lock again and again"
# topic = "starvation"
# watch = ["served"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []
# verdicts = ["starvation"]
# ///
"""Whoever lets a lock go may take it again at once: the modest thread waits, and may wait for ever."""
from threading import Lock, Thread

served = 0
lock = Lock()


def greedy():
    while True:
        with lock:
            pass


def modest():
    global served
    with lock:
        served = 1


threads = [Thread(target=greedy), Thread(target=modest)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
