# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two wait for an event."""
import threading

order = []
event = threading.Event()


def waiter(me):
    event.wait()
    order.append(me)


def setter():
    order.append("before")
    event.set()
    order.append("after")


threads = [threading.Thread(target=waiter, args=(number,)) for number in range(2)]
threads.append(threading.Thread(target=setter))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
