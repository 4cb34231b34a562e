# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two meet at a barrier: all come before any goes."""
import threading

order = []
barrier = threading.Barrier(2)


def worker(me):
    order.append("come " + me)
    barrier.wait()
    order.append("go " + me)


threads = [threading.Thread(target=worker, args=(value,)) for value in ("a", "b")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
