# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join before the main thread counts"
# topic = "races"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2] }
# verdicts = []
# ///
"""Whoever has joined the other thread comes after all that it did."""
from threading import Thread

counter = 0


def count():
    global counter
    counter += 1


other = Thread(target=count)
other.start()
other.join()
count()
