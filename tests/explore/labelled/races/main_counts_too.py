# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The main thread is a thread"
# topic = "races"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["data-race"]
# ///
"""The thread that started the other goes on at once, and races with it."""
from threading import Thread

counter = 0


def count():
    global counter
    counter += 1


other = Thread(target=count)
other.start()
count()
other.join()
