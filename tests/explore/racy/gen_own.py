# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""A generator of the thread's own yields between the read and the write."""
import threading

counter = 0


def ones():
    while True:
        yield 1


def worker():
    global counter
    source = ones()
    for _ in range(2):
        counter += next(source)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
