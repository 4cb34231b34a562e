# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Divided by what has just become zero"
# topic = "failures"
# watch = ["share"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { share = [0, 5] }
# verdicts = ["exception"]
# ///
"""Looked at, found to be two, and zero when it is used."""
from threading import Thread

guests = 2
share = 0


def split():
    global share
    if guests:
        share = 10 // guests


def leave():
    global guests
    guests = 0


threads = [Thread(target=split), Thread(target=leave)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
