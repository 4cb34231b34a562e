# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A withdrawal is one thing"
# topic = "check_then_act"
# watch = ["balance"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { balance = [0] }
# verdicts = []
# ///
"""Look and withdraw under one lock: the second finds the account empty."""
from threading import Lock, Thread

balance = 10
lock = Lock()


def withdraw():
    global balance
    with lock:
        if balance >= 10:
            balance -= 10


threads = [Thread(target=withdraw) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
