# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""In which order threads append."""
import threading

order = []


def worker(me):
    order.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
