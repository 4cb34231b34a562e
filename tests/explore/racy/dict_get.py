# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["scores"]
# ///
"""The value is fetched with `get`."""
import threading

scores = {}


def worker():
    for _ in range(2):
        scores["a"] = scores.get("a", 0) + 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"scores={scores!r}")
