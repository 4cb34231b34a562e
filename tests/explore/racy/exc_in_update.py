# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""An exception is raised and caught between the read and the write."""
import threading

counter = 0


def fail():
    raise ValueError


def worker():
    global counter
    seen = counter
    try:
        fail()
    except ValueError:
        seen += 1
    counter = seen


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
