import queue

tasks = queue.PriorityQueue()
for item in [(3, "low"), (1, "high"), (2, "middle"), (1, "also high")]:
    tasks.put(item)
while not tasks.empty():
    print(*tasks.get())
tasks.put(5)
tasks.put(1)
print(tasks.queue, tasks.get())
