# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The reader does not lock"
# topic = "locks"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[0, 0], [0, 1], [1, 0], [1, 1]] }
# verdicts = []
# ///
"""A locked writer does not help a reader who looks without the lock."""
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
    seen.append(x)
    seen.append(y)


threads = [Thread(target=move), Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
