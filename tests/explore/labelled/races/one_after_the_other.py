# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Start, join, start, join"
# topic = "races"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""Two threads that never live at the same time need no lock."""
from threading import Thread

counter = 0


def count():
    global counter
    counter += 1


for _ in range(2):
    thread = Thread(target=count)
    thread.start()
    thread.join()
