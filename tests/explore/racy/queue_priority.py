# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A queue with priorities: the least of what is there."""
import queue
import threading

order = []
tasks = queue.PriorityQueue()


def putter():
    tasks.put(3)
    tasks.put(1)
    tasks.put(2)


def getter():
    for _ in range(3):
        order.append(tasks.get())


threads = [threading.Thread(target=target) for target in (putter, getter)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
