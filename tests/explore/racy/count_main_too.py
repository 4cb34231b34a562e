# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""The main thread counts along with the one it started."""
import threading

counter = 0


def more(value):
    return value + 1


def worker():
    global counter
    for _ in range(2):
        counter = more(counter)


thread = threading.Thread(target=worker)
thread.start()
worker()
thread.join()
print(f"counter={counter!r}")
