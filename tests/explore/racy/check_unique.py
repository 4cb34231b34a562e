# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["names"]
# ///
"""A name is added where it is not there yet."""
import threading

names = []


def missing(name):
    return name not in names


def worker(name):
    if missing(name):
        names.append(name)


threads = [threading.Thread(target=worker, args=(value,)) for value in ("a", "b", "a")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"names={names!r}")
