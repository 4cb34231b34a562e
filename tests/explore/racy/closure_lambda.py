# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""A lambda stands between the read and the write."""
import threading

counter = 0
more = lambda value: value + 1


def worker():
    global counter
    for _ in range(2):
        counter = more(counter)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
