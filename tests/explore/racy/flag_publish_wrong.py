# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""The flag is set before the data."""
import threading

data = 0
ready = False
seen = None


def pause():
    pass


def writer():
    global data, ready
    ready = True
    pause()
    data = 1


def reader():
    global seen
    if ready:
        seen = data
    else:
        seen = -1


threads = [threading.Thread(target=target) for target in (writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
