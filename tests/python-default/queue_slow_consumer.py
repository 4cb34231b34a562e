import queue
import threading
import time

belt = queue.Queue(maxsize=2)


def producer():
    for number in range(5):
        belt.put(number)
        print("put", number)
    belt.put(None)


def consumer():
    time.sleep(0.05)
    while True:
        item = belt.get()
        if item is None:
            break
        time.sleep(0.05)
        print("    used", item)


threads = [threading.Thread(target=consumer), threading.Thread(target=producer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("the belt is empty:", belt.empty())
