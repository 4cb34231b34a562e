# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P1 (2, 5): a counter without a lock"
# question = "Two threads add one five times each. What can the total be?"
# topic = "problems"
# watch = ["x"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { x = [2, 3, 4, 5, 6, 7, 8, 9, 10] }
# verdicts = ["data-race"]
# ///
"""P1 (2, 5): every total from 2 to 10 can come out."""
import threading

x = 0


def worker():
    global x
    for _ in range(5):
        t = x
        x = t + 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(x)
