# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""A generator expression is summed between the read and the write."""
import threading

counter = 0


def worker():
    global counter
    counter += sum(number for number in range(2))


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
