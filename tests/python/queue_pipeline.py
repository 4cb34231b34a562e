import queue
import threading


def stage(work, source, target):
    while (item := source.get()) is not None:
        target.put(work(item))
    target.put(None)


queues = [queue.Queue() for _ in range(4)]
steps = [lambda n: n + 1, lambda n: n * 10, str]
threads = [threading.Thread(target=stage, args=(step, *queues[i : i + 2])) for i, step in enumerate(steps)]
for thread in threads:
    thread.start()
for number in range(5):
    queues[0].put(number)
queues[0].put(None)
results = []
while (item := queues[-1].get()) is not None:
    results.append(item)
for thread in threads:
    thread.join()
print(results)
