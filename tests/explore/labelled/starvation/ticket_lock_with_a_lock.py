# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Nobody who waits for a ticket is called"
# topic = "starvation"
# watch = ["served"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []
# verdicts = ["busy-wait", "starvation"]
# ///
"""Tickets are called in order, and who draws one next is anybody's luck: the lock around them is a plain one."""
from threading import Lock, Thread

served = 0
mutex = Lock()
next_ticket = 0
called = 0


def enter():
    global next_ticket
    with mutex:
        mine = next_ticket
        next_ticket = (next_ticket + 1) % 3
    while called != mine:
        pass


def leave():
    global called
    called = (called + 1) % 3


def greedy():
    while True:
        enter()
        leave()


def modest():
    global served
    enter()
    served = 1
    leave()


threads = [Thread(target=greedy), Thread(target=modest)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
