# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A ticket lock"
# topic = "mutual_exclusion"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [[0, 1]] }
# verdicts = ["busy-wait"]
# ///
"""Tickets are drawn under a lock; each is served when its number comes up."""
from threading import Lock, Thread

next_ticket = 0
now_serving = 0
order = []
drawing = Lock()


def visit():
    global next_ticket, now_serving
    with drawing:
        ticket = next_ticket
        next_ticket += 1
    while now_serving != ticket:
        pass
    order.append(ticket)
    now_serving += 1


threads = [Thread(target=visit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
