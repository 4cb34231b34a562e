import queue
import threading

belt, log = queue.Queue(maxsize=2), []


def producer():
    for number in range(6):
        belt.put(number)
    belt.put(None)


thread = threading.Thread(target=producer)
thread.start()
sizes = []
while (item := belt.get()) is not None:
    sizes.append(belt.qsize() <= 2)
    log.append(item)
thread.join()
print(log, all(sizes), belt.empty())
