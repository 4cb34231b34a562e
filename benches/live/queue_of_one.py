"""From one thread to another through a queue of size 1: one item."""
import queue
import threading
import time

COUNT = 5_000
items = queue.Queue(1)


def produce():
    for number in range(COUNT):
        items.put(number)


def work():
    for _ in range(COUNT):
        items.get()


thread = threading.Thread(target=produce)
begin = time.perf_counter()
thread.start()
work()
print((time.perf_counter() - begin) / COUNT)
thread.join()
