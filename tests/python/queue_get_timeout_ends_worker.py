import queue
import threading

tasks, taken = queue.Queue(), []


def worker():
    while True:
        try:
            taken.append(tasks.get(timeout=0.03))
        except queue.Empty:
            break


for word in ("x", "y"):
    tasks.put(word)
thread = threading.Thread(target=worker)
thread.start()
thread.join()
print(taken)
