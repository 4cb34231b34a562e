# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""A list comprehension stands between the read and the write."""
import threading

counter = 0


def worker():
    global counter
    seen = counter
    seen += sum([number for number in range(2)])
    counter = seen


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
