# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An assertion that holds always"
# topic = "failures"
# watch = ["checked"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { checked = [true] }
# verdicts = []
# ///
"""Mover and checker hold the same lock."""
from threading import Lock, Thread

x = 0
y = 0
checked = False
lock = Lock()


def move():
    global x, y
    with lock:
        x = 1
        y = 1


def check():
    global checked
    with lock:
        assert x == y
    checked = True


threads = [Thread(target=move), Thread(target=check)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
