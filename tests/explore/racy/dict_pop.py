# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["taken"]
# ///
"""One key, and two who pop it with a default."""
import threading

table = {"key": 1}
taken = [None, None]


def worker(me):
    taken[me] = table.pop("key", 0)


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"taken={taken!r}")
