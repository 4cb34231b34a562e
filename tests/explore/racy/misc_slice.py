# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items", "seen"]
# ///
"""A slice is replaced in one step."""
import threading

items = [0, 0]
seen = None


def writer():
    items[:] = [1, 1]
    items[:] = [2, 2]


def reader():
    global seen
    seen = items[:]


threads = [threading.Thread(target=target) for target in (writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r} seen={seen!r}")
