# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Taking turns"
# topic = "conditions"
# watch = ["rally"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { rally = [["ping", "pong", "ping", "pong"]] }
# verdicts = []
# ///
"""Each waits until it is its turn, plays, and tells the other."""
from threading import Condition, Thread

rally = []
turn = "ping"
table = Condition()


def play(me, other):
    global turn
    for _ in range(2):
        with table:
            while turn != me:
                table.wait()
            rally.append(me)
            turn = other
            table.notify()


threads = [Thread(target=play, args=("ping", "pong")), Thread(target=play, args=("pong", "ping"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
