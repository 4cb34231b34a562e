# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["copy"]
# ///
"""A comprehension goes over a list while items are added."""
import threading

items = [1]
copy = None


def adder():
    items.append(2)
    items.append(3)


def reader():
    global copy
    copy = [item for item in items]


threads = [threading.Thread(target=target) for target in (adder, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"copy={copy!r}")
