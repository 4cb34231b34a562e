# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["scores"]
# ///
"""Lists in a dict, made on demand with `setdefault`: nothing gets lost."""
import threading

scores = {}


def worker(number):
    scores.setdefault("a", []).append(number)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"scores={scores!r}")
