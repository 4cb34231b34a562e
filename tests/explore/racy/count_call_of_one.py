# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""What is added comes from a Python function, called after the read."""
import threading

counter = 0


def one():
    return 1


def worker():
    global counter
    for _ in range(2):
        counter += one()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
