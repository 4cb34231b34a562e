# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""An `if` that is not taken stands between the read and the write."""
import threading

counter = 0


def worker():
    global counter
    for _ in range(2):
        seen = counter
        if seen < 0:
            seen = 0
        counter = seen + 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
