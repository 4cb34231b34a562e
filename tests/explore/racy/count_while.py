# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""The loop is a `while` with a counter of its own."""
import threading

counter = 0


def worker():
    global counter
    rounds = 0
    while rounds < 2:
        counter += 1
        rounds += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
