# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A token that may be lost"
# topic = "spinning"
# watch = ["laps"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { laps = [[1, 2]] }
# verdicts = ["busy-wait", "livelock"]
# ///
"""One of two drops the token if it comes when nobody watches; the other one spins for ever."""
from threading import Thread

token = 0
watched = False
laps = []


def first():
    global token
    laps.append(1)
    token = 1 if watched else 9


def second():
    global watched
    watched = True
    while token != 1:
        pass
    laps.append(2)


Thread(target=first).start()
Thread(target=second).start()
