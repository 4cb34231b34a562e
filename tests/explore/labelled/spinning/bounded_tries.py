# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Ask three times"
# topic = "spinning"
# watch = ["found"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { found = [false, true] }
# verdicts = []
# ///
# The loop counts, so no state comes back.
"""A spin that gives up after three looks."""
from threading import Thread

ready = False
found = False


def look():
    global found
    for _ in range(3):
        if ready:
            found = True
            return


looker = Thread(target=look)
looker.start()
ready = True
looker.join()
