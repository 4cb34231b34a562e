# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""Three threads, each with a call between the read and the write."""
import threading

counter = 0


def more(value):
    return value + 1


def worker():
    global counter
    counter = more(counter)


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
