# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A context manager of one's own, entered by two."""
import threading

order = []


class Room:
    def __enter__(self):
        order.append("in")

    def __exit__(self, *error):
        order.append("out")


room = Room()


def worker():
    with room:
        pass


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
