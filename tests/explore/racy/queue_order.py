# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two put, one gets."""
import queue
import threading

order = []
tasks = queue.Queue()


def producer(me):
    for number in range(2):
        tasks.put(me + str(number))


def consumer():
    for _ in range(4):
        order.append(tasks.get())


threads = [
    threading.Thread(target=producer, args=("a",)),
    threading.Thread(target=producer, args=("b",)),
    threading.Thread(target=consumer),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
