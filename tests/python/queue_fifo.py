import queue

tasks = queue.Queue()
for item in "abc":
    tasks.put(item)
print(tasks.qsize(), tasks.empty(), tasks.full(), tasks.maxsize)
print(tasks.get(), tasks.get(), tasks.get(), tasks.empty())
