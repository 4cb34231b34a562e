# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items"]
# ///
"""The check is made outside the lock."""
import threading

items = []
lock = threading.Lock()


def worker(me):
    if len(items) < 1:
        with lock:
            items.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r}")
