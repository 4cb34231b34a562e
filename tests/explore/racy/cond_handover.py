# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A consumer waits for an item; others may come first."""
import threading

order = []
items = []
ready = threading.Condition()


def consumer(me):
    with ready:
        while not items:
            ready.wait()
        order.append([me, items.pop(0)])


def producer():
    for number in range(2):
        with ready:
            items.append(number)
            ready.notify()


threads = [
    threading.Thread(target=consumer, args=("a",)),
    threading.Thread(target=consumer, args=("b",)),
    threading.Thread(target=producer),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
