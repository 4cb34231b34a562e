"""A thread is started and joined."""
import threading
import time

COUNT = 2_000


def nothing():
    pass


def work():
    for _ in range(COUNT):
        thread = threading.Thread(target=nothing)
        thread.start()
        thread.join()


begin = time.perf_counter()
work()
print((time.perf_counter() - begin) / COUNT)
