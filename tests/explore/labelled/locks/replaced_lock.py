# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The lock itself is replaced"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""Who resets the lock while others use it lets the next one in beside the holder."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    with lock:
        counter += 1


def reset():
    global lock
    lock = Lock()


threads = [Thread(target=count), Thread(target=reset), Thread(target=count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
