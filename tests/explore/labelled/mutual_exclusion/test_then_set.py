# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A spin lock that tests and then goes in"
# topic = "mutual_exclusion"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["busy-wait", "data-race"]
# ///
"""`locked()` is old news: who sees the lock free goes in without taking it."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def owner():
    global counter
    with lock:
        counter += 1


def peeker():
    global counter
    while lock.locked():
        pass
    counter += 1


threads = [Thread(target=owner), Thread(target=peeker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
