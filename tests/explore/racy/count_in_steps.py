# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""Each thread adds another number."""
import threading

counter = 0


def step(value):
    return value


def worker(much):
    global counter
    counter = step(counter) + much


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
