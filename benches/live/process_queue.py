"""From one process to another through a multiprocessing.Queue: one item."""
import multiprocessing
import time

COUNT = 3_000


def produce(items):
    for number in range(COUNT):
        items.put(number)


def work(items):
    for _ in range(COUNT - 1):
        items.get()


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    items = multiprocessing.Queue()
    process = multiprocessing.Process(target=produce, args=(items,))
    process.start()
    items.get()
    begin = time.perf_counter()
    work(items)
    print((time.perf_counter() - begin) / (COUNT - 1))
    process.join()
