# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["taken"]
# ///
"""Two take from a queue that is filled before."""
import queue
import threading

tasks = queue.Queue()
for number in (1, 2, 4):
    tasks.put(number)
taken = [0, 0]


def worker(me):
    try:
        while True:
            taken[me] += tasks.get_nowait()
    except queue.Empty:
        pass


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"taken={taken!r}")
