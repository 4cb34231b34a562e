# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""A semaphore lets one after the other go on."""
import threading

order = []
permits = threading.Semaphore(0)


def worker(me):
    permits.acquire()
    order.append(me)


def giver():
    permits.release()
    order.append("gave")
    permits.release()


threads = [threading.Thread(target=worker, args=(number,)) for number in range(2)]
threads.append(threading.Thread(target=giver))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
