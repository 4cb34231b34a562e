# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["highest"]
# ///
"""The maximum of what was seen."""
import threading

highest = 0


def worker(value):
    global highest
    if value > highest:
        store(value)


def store(value):
    global highest
    highest = value


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"highest={highest!r}")
