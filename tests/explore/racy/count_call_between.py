# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""A Python function is called between the read and the write."""
import threading

counter = 0


def more(value):
    return value + 1


def worker():
    global counter
    for _ in range(3):
        counter = more(counter)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
