# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""Each thread holds a lock, and not the same one."""
import threading

counter = 0
locks = [threading.Lock(), threading.Lock()]


def one():
    return 1


def worker(me):
    global counter
    for _ in range(2):
        with locks[me]:
            counter += one()


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
