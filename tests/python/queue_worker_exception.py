import queue
import threading

tasks, failed = queue.Queue(), []


def worker():
    while True:
        item = tasks.get()
        try:
            10 // item
        except ZeroDivisionError as error:
            failed.append((item, str(error)))
        finally:
            tasks.task_done()


threading.Thread(target=worker, daemon=True).start()
for item in (5, 0, 2):
    tasks.put(item)
tasks.join()
print(failed, tasks.unfinished_tasks)
