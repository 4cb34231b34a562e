# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P1 (3, 5): a counter without a lock"
# question = "Three threads add one five times each. What can the total be?"
# topic = "problems"
# watch = ["x"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { x = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] }
# verdicts = ["data-race"]
# ///
"""P1 (3, 5): every total from 2 to 15 can come out."""
import threading

x = 0


def worker():
    global x
    for _ in range(5):
        t = x
        x = t + 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(x)
