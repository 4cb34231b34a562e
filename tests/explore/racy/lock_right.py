# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""The lock is held over the read and the write."""
import threading

counter = 0
lock = threading.Lock()


def one():
    return 1


def worker():
    global counter
    for _ in range(2):
        with lock:
            counter += one()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
