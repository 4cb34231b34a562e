# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""The counter is an item of a list."""
import threading

counter = [0]


def one():
    return 1


def worker():
    for _ in range(2):
        counter[0] += one()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
