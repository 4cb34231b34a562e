# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Look and take under one lock"
# topic = "check_then_act"
# watch = ["sold"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { sold = [1] }
# verdicts = []
# ///
"""The look and the sale belong together, and one lock keeps them together."""
from threading import Lock, Thread

tickets = ["seat 1"]
buyers = []
counter = Lock()


def buy():
    with counter:
        if tickets:
            buyers.append(tickets.pop())


threads = [Thread(target=buy) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sold = len(buyers)
