# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One writes, one reads"
# topic = "races"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 1, 2] }
# verdicts = []
# ///
"""A read beside a write is only a note: each value that is seen was really there."""
from threading import Thread

level = 0
seen = 0


def fill():
    global level
    level = 1
    level = 2


def look():
    global seen
    seen = level


threads = [Thread(target=fill), Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
