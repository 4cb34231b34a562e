# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two locked halves"
# topic = "check_then_act"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = []
# ///
"""Read under the lock, write under the lock, and let it go in between: no data race, and an update is lost."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        value = counter
    with lock:
        counter = value + 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
