"""Two pools in a row, joined by callbacks."""
import time
from concurrent.futures import ThreadPoolExecutor

waiters = ThreadPoolExecutor(1, "waiter")
cooks = ThreadPoolExecutor(2, "cook")


def cook(order):
    time.sleep(0.05 * len(order))
    print("cooked", order)
    return order


def serve(order):
    time.sleep(0.02)
    print("served", order)


def when_cooked(future):
    waiters.submit(serve, future.result())


for order in ("ragout", "tea", "toast", "dumplings"):
    cooks.submit(cook, order).add_done_callback(when_cooked)
    time.sleep(0.01)
cooks.shutdown()
waiters.shutdown()
print("lights out")
