# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""A recursive function counts on its way down."""
import threading

counter = 0


def down(depth):
    global counter
    if depth > 0:
        counter += down(depth - 1)
    return 1


def worker():
    down(2)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
