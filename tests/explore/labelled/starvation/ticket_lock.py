# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Tickets are called in order"
# topic = "starvation"
# watch = ["served"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []
# verdicts = ["busy-wait"]
# ///
"""Whoever has drawn a ticket is called before anybody draws a second one: nobody is passed over."""
from collections import deque
from threading import Thread

served = 0
tickets = deque([0, 1, 2])
called = 0


def enter():
    mine = tickets.popleft()
    while called != mine:
        pass
    return mine


def leave(mine):
    global called
    tickets.append(mine)
    called = (called + 1) % 3


def greedy():
    while True:
        leave(enter())


def modest():
    global served
    mine = enter()
    served = 1
    leave(mine)


threads = [Thread(target=greedy), Thread(target=modest)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
