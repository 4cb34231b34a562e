# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""`finally` runs in between."""
import threading

order = []


def worker(me):
    try:
        order.append(me)
        return
    finally:
        order.append(-me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
