# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P2 (4, 4): a counter with a lock"
# question = "Four threads add one four times each, holding a lock. What is the total?"
# topic = "problems"
# watch = ["x"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { x = [16] }
# verdicts = []
# ///
"""P2 (4, 4): the total is 16, always."""
import threading

x = 0
lock = threading.Lock()


def worker():
    global x
    for _ in range(4):
        with lock:
            t = x
            x = t + 1


threads = [threading.Thread(target=worker) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(x)
