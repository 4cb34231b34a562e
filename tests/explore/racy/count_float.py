# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["total"]
# ///
"""A sum of floats."""
import threading

total = 0.0


def half():
    return 0.5


def worker():
    global total
    for _ in range(2):
        total += half()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"total={total!r}")
