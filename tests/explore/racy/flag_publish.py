# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""Data is written before its flag: who sees the flag sees the data."""
import threading

data = 0
ready = False
seen = None


def writer():
    global data, ready
    data = 1
    ready = True


def reader():
    global seen
    first = ready
    seen = [first, data]


threads = [threading.Thread(target=target) for target in (writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
