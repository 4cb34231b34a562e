import queue
import threading

tasks = queue.Queue()


def worker():
    while True:
        task = tasks.get()
        print("working on", task)
        tasks.task_done()


threading.Thread(target=worker, daemon=True).start()
for task in ("dishes", "laundry", "homework"):
    tasks.put(task)
tasks.join()
print("all tasks are done")
