# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""A list is unpacked while it is replaced."""
import threading

pair = [0, 0]
seen = None


def writer():
    global pair
    pair = [1, 1]
    pair[0] = 2


def reader():
    global seen
    a, b = pair
    seen = [a, b]


threads = [threading.Thread(target=target) for target in (writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
