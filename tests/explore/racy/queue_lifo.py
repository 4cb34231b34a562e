# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A stack: what is got depends on when."""
import queue
import threading

order = []
tasks = queue.LifoQueue()


def putter():
    for number in range(3):
        tasks.put(number)


def getter():
    for _ in range(3):
        order.append(tasks.get())


threads = [threading.Thread(target=target) for target in (putter, getter)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
