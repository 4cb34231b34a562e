# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A chain of two events with a bystander."""
import threading

order = []
first = threading.Event()
second = threading.Event()


def starter():
    order.append("start")
    first.set()


def middle():
    first.wait()
    order.append("middle")
    second.set()


def bystander():
    order.append("by")


threads = [threading.Thread(target=target) for target in (starter, middle, bystander)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
second.wait()
print(f"order={order!r}")
