# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["total"]
# ///
"""The counter is a variable of an enclosing function."""
import threading


def make():
    count = 0

    def one():
        return 1

    def worker():
        nonlocal count
        for _ in range(2):
            count += one()

    def read():
        return count

    return worker, read


worker, read = make()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = read()
print(f"total={total!r}")
