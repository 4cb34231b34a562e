# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""The lock is let go between the read and the write."""
import threading

counter = 0
lock = threading.Lock()


def worker():
    global counter
    with lock:
        seen = counter
    with lock:
        counter = seen + 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
