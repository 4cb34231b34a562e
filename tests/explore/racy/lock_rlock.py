# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter", "most"]
# ///
"""A lock that its holder may take again."""
import threading

counter = 0
most = 0
lock = threading.RLock()


def more():
    global counter
    with lock:
        counter += 1


def worker():
    global most
    with lock:
        more()
        most = counter
        more()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r} most={most!r}")
