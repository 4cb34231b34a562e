import queue
import threading

tasks, eaten = queue.Queue(), []
STOP = object()


def worker():
    while True:
        item = tasks.get()
        if item is STOP:
            tasks.put(STOP)
            return
        eaten.append(item)


for number in range(6):
    tasks.put(number)
tasks.put(STOP)
threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(eaten), tasks.qsize(), tasks.get() is STOP)
