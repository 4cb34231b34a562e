# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An assertion that holds most of the time"
# topic = "failures"
# watch = ["checked"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { checked = [false, true] }
# verdicts = ["assertion"]
# ///
"""The checker comes between the two stores and finds the pair torn."""
from threading import Thread

x = 0
y = 0
checked = False


def move():
    global x, y
    x = 1
    y = 1


def check():
    global checked
    assert x == y
    checked = True


threads = [Thread(target=move), Thread(target=check)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
