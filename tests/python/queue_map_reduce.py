import queue
import threading
from collections import Counter

lines = ["red blue red", "green blue", "red"]
parts = queue.Queue()


def count(line):
    parts.put(Counter(line.split()))


threads = [threading.Thread(target=count, args=(line,)) for line in lines]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = Counter()
while not parts.empty():
    total += parts.get()
print(sorted(total.items()))
