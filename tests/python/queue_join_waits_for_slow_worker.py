import queue
import threading
import time

tasks, finished = queue.Queue(), []


def worker():
    while True:
        item = tasks.get()
        time.sleep(0.01)
        finished.append(item)
        tasks.task_done()


threading.Thread(target=worker, daemon=True).start()
for item in range(4):
    tasks.put(item)
print("before join", len(finished) < 4)
tasks.join()
print("after join", finished)
