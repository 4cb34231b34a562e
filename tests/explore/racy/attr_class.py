# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["value"]
# ///
"""An attribute of a class."""
import threading


class Counter:
    value = 0


def one():
    return 1


def worker():
    for _ in range(2):
        Counter.value += one()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
value = Counter.value
print(f"value={value!r}")
