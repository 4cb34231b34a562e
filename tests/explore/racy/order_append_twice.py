# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two threads append twice each."""
import threading

order = []


def worker(me):
    for _ in range(2):
        order.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in ("a", "b")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
