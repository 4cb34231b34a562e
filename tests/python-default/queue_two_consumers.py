import queue
import threading
import time

orders = queue.Queue()


def barista(name, seconds):
    while (order := orders.get()) is not None:
        print(f"{name} makes {order}")
        time.sleep(seconds)
        print(f"{name} serves {order}")
    print(f"{name} goes home")


threads = [threading.Thread(target=barista, args=job) for job in (("Ann", 0.1), ("Bo", 0.17))]
for thread in threads:
    thread.start()
for order in ("tea", "coffee", "cocoa", "water"):
    orders.put(order)
    time.sleep(0.01)
for _ in threads:
    orders.put(None)
for thread in threads:
    thread.join()
