# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One adds, the other takes away"
# topic = "races"
# watch = ["balance"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { balance = [9, 10, 11] }
# verdicts = ["data-race"]
# ///
"""A deposit and a withdrawal of the same size should cancel out, and need not."""
from threading import Thread

balance = 10


def deposit():
    global balance
    balance += 1


def withdraw():
    global balance
    balance -= 1


threads = [Thread(target=deposit), Thread(target=withdraw)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
