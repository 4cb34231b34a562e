# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""In which order a lock is got."""
import threading

order = []
lock = threading.Lock()


def worker(me):
    with lock:
        order.append(me)
        order.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
