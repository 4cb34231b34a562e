# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["winner"]
# ///
"""Who is first takes the flag; a late one may take it over."""
import threading

winner = 0


def mine(me):
    return me


def worker(me):
    global winner
    if winner == 0:
        winner = mine(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"winner={winner!r}")
