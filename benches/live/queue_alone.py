"""One thread puts and gets: one item."""
import queue
import time

COUNT = 60_000
items = queue.Queue()


def work():
    for number in range(COUNT):
        items.put(number)
        items.get()


begin = time.perf_counter()
work()
print((time.perf_counter() - begin) / COUNT)
