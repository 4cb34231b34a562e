# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items"]
# ///
"""Two threads swap neighbours of a list."""
import threading

items = [1, 2, 3]


def swap(place):
    first = get(place)
    items[place] = items[place + 1]
    items[place + 1] = first


def get(place):
    return items[place]


threads = [threading.Thread(target=swap, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r}")
