# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""The main thread appends between start and join."""
import threading

order = []


def worker():
    order.append("worker")


thread = threading.Thread(target=worker)
order.append("before")
thread.start()
order.append("started")
thread.join()
order.append("joined")
print(f"order={order!r}")
