# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A reader that is begun when the writer has ended"
# topic = "events"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [1] }
# verdicts = []
# ///
"""Whoever begins a thread after it has waited for another one's end hands on what that one left."""
from threading import Thread

value = 0
seen = None


def store():
    global value
    value = 1


def read():
    global seen
    seen = value


first = Thread(target=store)
first.start()
first.join()
second = Thread(target=read)
second.start()
second.join()
