# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two withdrawals that each look first"
# topic = "check_then_act"
# watch = ["balance"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { balance = [-10, 0] }
# verdicts = ["data-race"]
# ///
"""Both find enough money; the account ends below zero, or one withdrawal is forgotten."""
from threading import Thread

balance = 10


def withdraw():
    global balance
    if balance >= 10:
        balance -= 10


threads = [Thread(target=withdraw) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
