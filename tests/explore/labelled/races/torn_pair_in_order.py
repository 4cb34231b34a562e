# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The order of reads matters"
# topic = "races"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[0, 0], [0, 1], [1, 1]] }
# verdicts = []
# ///
"""Who reads y before x, against the order of the writer, never sees the new y with the old x."""
from threading import Thread

x = 0
y = 0
seen = []


def move():
    global x, y
    x = 1
    y = 1


def look():
    seen.append(y)
    seen.append(x)


threads = [Thread(target=move), Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
