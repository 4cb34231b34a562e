# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Polite only when they meet"
# topic = "spinning"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { entered = [[0, 1], [1, 0]] }
# verdicts = ["livelock"]
# ///
# Who has begun to be polite stays so, and stores on every round: no busy wait.
"""Who finds the other at the door gives way for ever; if both do, nobody ever enters."""
from threading import Thread

at_door = [False, False]
bows = [0, 0]
entered = []


def enter(me):
    at_door[me] = True
    while at_door[1 - me]:
        bows[me] = 1 - bows[me]
    entered.append(me)
    at_door[me] = False


for me in range(2):
    Thread(target=enter, args=(me,)).start()
