# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The last ticket is sold twice"
# topic = "check_then_act"
# watch = ["sold"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { sold = [1] }
# verdicts = ["exception"]
# ///
"""Both see a ticket; one takes it, and the other's `pop` finds an empty list."""
from threading import Thread

tickets = ["seat 1"]
buyers = []


def buy():
    if tickets:
        buyers.append(tickets.pop())


threads = [Thread(target=buy) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sold = len(buyers)
