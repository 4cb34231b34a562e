import queue

tasks = queue.Queue(maxsize=0)
tasks.put(1)
tasks.put(2)
print(tasks.maxsize, list(tasks.queue), tasks.unfinished_tasks, queue.Queue(-1).full())
print(type(tasks).__name__, issubclass(queue.LifoQueue, queue.Queue), issubclass(queue.Empty, Exception))
print(type(queue.LifoQueue().queue).__name__, type(tasks.queue).__name__)
with tasks.mutex:
    tasks.queue.clear()
print(tasks.empty(), queue.Queue.__name__)
