# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter", "seen"]
# ///
"""The main thread reads the counter before it joins."""
import threading

counter = 0


def worker():
    global counter
    for _ in range(3):
        counter += 1


thread = threading.Thread(target=worker)
thread.start()
seen = counter
thread.join()
print(f"counter={counter!r} seen={seen!r}")
