# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two values that belong together"
# topic = "races"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[0, 0], [0, 1], [1, 0], [1, 1]] }
# verdicts = []
# ///
"""A reader comes between the two stores of a pair, or the writer between its two reads."""
from threading import Thread

x = 0
y = 0
seen = []


def move():
    global x, y
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
