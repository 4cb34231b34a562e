# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["total"]
# ///
"""A variable of an enclosing function, counted up in a plain loop."""
import threading


def make():
    count = 0

    def worker():
        nonlocal count
        for _ in range(2):
            count += 1

    def read():
        return count

    return worker, read


worker, read = make()


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = read()
print(f"total={total!r}")
