# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The look is outside the lock"
# topic = "check_then_act"
# watch = ["balance"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { balance = [-10, 0] }
# verdicts = []
# ///
"""The lock saves the subtraction, so no update is lost and no data race is left; the look is stale."""
from threading import Lock, Thread

balance = 10
lock = Lock()


def withdraw():
    global balance
    if balance >= 10:
        with lock:
            balance -= 10


threads = [Thread(target=withdraw) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
