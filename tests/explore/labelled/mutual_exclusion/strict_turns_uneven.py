# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Strict turns, and one has had enough"
# topic = "mutual_exclusion"
# watch = ["rounds"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["busy-wait"]
# ///
# No schedule ends, so there is no livelock.
"""The one that comes three times waits for a turn that the other, which came once, will not hand on again."""
from threading import Thread

turn = "a"
rounds = []


def work(me, other, times):
    global turn
    for _ in range(times):
        while turn != me:
            pass
        rounds.append(me)
        turn = other


Thread(target=work, args=("a", "b", 3)).start()
Thread(target=work, args=("b", "a", 1)).start()
