# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The greedy thread gets enough"
# topic = "starvation"
# watch = ["served"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { served = [1] }
# verdicts = []
# ///
"""It takes the lock three times and goes: then the modest thread has it."""
from threading import Lock, Thread

served = 0
lock = Lock()


def greedy():
    for _ in range(3):
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
