# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items"]
# ///
"""The check is made outside the lock and again inside."""
import threading

items = []
lock = threading.Lock()


def worker(me):
    if len(items) < 1:
        with lock:
            if len(items) < 1:
                items.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r}")
