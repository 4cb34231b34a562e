# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items"]
# ///
"""A tuple grows; an item can get lost."""
import threading

items = ()


def pair(item):
    return (item,)


def worker(item):
    global items
    items += pair(item)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r}")
