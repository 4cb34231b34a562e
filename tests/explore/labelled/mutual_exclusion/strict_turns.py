# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Strict turns"
# topic = "mutual_exclusion"
# watch = ["rounds"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { rounds = [["a", "b", "a", "b"]] }
# verdicts = ["busy-wait"]
# ///
"""Each waits for its turn and hands it on: safe, and only as fast as the slower one."""
from threading import Thread

turn = "a"
rounds = []


def work(me, other):
    global turn
    for _ in range(2):
        while turn != me:
            pass
        rounds.append(me)
        turn = other


threads = [Thread(target=work, args=("a", "b")), Thread(target=work, args=("b", "a"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
