# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The wrong lock"
# topic = "locks"
# watch = ["balance"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { balance = [9, 10, 11] }
# verdicts = ["data-race"]
# ///
"""Deposits hold one lock and withdrawals another: both are in at the same time."""
from threading import Lock, Thread

balance = 10
deposits = Lock()
withdrawals = Lock()


def deposit():
    global balance
    with deposits:
        balance += 1


def withdraw():
    global balance
    with withdrawals:
        balance -= 1


threads = [Thread(target=deposit), Thread(target=withdraw)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
