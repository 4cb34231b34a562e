import queue
import threading

tasks, done = queue.Queue(), []


def worker():
    while True:
        item = tasks.get()
        done.append(item * item)
        tasks.task_done()


for _ in range(3):
    threading.Thread(target=worker, daemon=True).start()
for number in range(10):
    tasks.put(number)
tasks.join()
print(sorted(done), tasks.unfinished_tasks)
