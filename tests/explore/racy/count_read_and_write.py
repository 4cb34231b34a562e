# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""The read and the write are two statements."""
import threading

counter = 0


def worker():
    global counter
    for _ in range(2):
        seen = counter
        counter = seen + 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
