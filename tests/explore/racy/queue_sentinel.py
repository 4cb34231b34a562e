# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["taken"]
# ///
"""Two workers, and an end mark for each."""
import queue
import threading

tasks = queue.Queue()
taken = [[], []]


def worker(me):
    while True:
        task = tasks.get()
        if task is None:
            break
        taken[me].append(task)


threads = [threading.Thread(target=worker, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for number in (1, 2):
    tasks.put(number)
for _ in threads:
    tasks.put(None)
for thread in threads:
    thread.join()
print(f"taken={taken!r}")
