import queue

tasks = queue.Queue()
tasks.put(1)
tasks.task_done()
try:
    tasks.task_done()
except ValueError as error:
    print(error)
tasks.join()
print("join returns at once", tasks.qsize())
