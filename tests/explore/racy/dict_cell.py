# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["scores"]
# ///
"""The counter is a value of a dict."""
import threading

scores = {"a": 0}


def one():
    return 1


def worker():
    for _ in range(2):
        scores["a"] += one()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"scores={scores!r}")
