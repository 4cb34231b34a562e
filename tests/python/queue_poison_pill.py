import queue
import threading

tasks, results = queue.Queue(), queue.Queue()


def worker():
    while (item := tasks.get()) is not None:
        results.put(item + 100)


workers = [threading.Thread(target=worker) for _ in range(3)]
for thread in workers:
    thread.start()
for number in range(9):
    tasks.put(number)
for _ in workers:
    tasks.put(None)
for thread in workers:
    thread.join()
print(sorted(results.get() for _ in range(results.qsize())))
