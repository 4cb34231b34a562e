# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["scores"]
# ///
"""Lists in a dict, made where missing: the second maker discards the first list."""
import threading

scores = {}


def empty():
    return []


def worker(number):
    if "a" not in scores:
        scores["a"] = empty()
    scores["a"].append(number)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"scores={scores!r}")
