# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Tickets drawn without a lock"
# topic = "mutual_exclusion"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [[0, 0], [0, 1]] }
# verdicts = ["busy-wait", "data-race", "livelock"]
# ///
"""Two visitors may draw the same number: both are served at once, or the number of one has gone by for ever."""
from threading import Thread

next_ticket = 0
now_serving = 0
order = []


def visit():
    global next_ticket, now_serving
    ticket = next_ticket
    next_ticket = ticket + 1
    while now_serving != ticket:
        pass
    order.append(ticket)
    now_serving += 1


for _ in range(2):
    Thread(target=visit).start()
