# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A thread starts another one."""
import threading

order = []


def inner():
    order.append("inner")


def outer():
    thread = threading.Thread(target=inner)
    thread.start()
    order.append("outer")
    thread.join()


threads = [threading.Thread(target=outer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
