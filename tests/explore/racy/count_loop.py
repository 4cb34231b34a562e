# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""Two threads add one to a counter three times each, in a plain loop."""
import threading

counter = 0


def worker():
    global counter
    for _ in range(3):
        counter += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
