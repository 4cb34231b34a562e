# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Read once, use the copy"
# topic = "failures"
# watch = ["share"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { share = [0, 5] }
# verdicts = []
# ///
"""A local copy cannot change between the look and the use."""
from threading import Thread

guests = 2
share = 0


def split():
    global share
    number = guests
    if number:
        share = 10 // number


def leave():
    global guests
    guests = 0


threads = [Thread(target=split), Thread(target=leave)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
