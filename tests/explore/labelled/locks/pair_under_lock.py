# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pair moves under a lock"
# topic = "locks"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[0, 0], [1, 1]] }
# verdicts = []
# ///
"""Writer and reader both hold the lock for the whole pair: nobody sees half of it."""
from threading import Lock, Thread

x = 0
y = 0
seen = []
lock = Lock()


def move():
    global x, y
    with lock:
        x = 1
        y = 1


def look():
    with lock:
        seen.append(x)
        seen.append(y)


threads = [Thread(target=move), Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
