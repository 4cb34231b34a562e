# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""Two writes in order, two reads in the opposite order."""
import threading

x = 0
y = 0
seen = None


def pause():
    pass


def writer():
    global x, y
    x = 1
    pause()
    y = 1


def reader():
    global seen
    second = y
    pause()
    seen = [second, x]


threads = [threading.Thread(target=target) for target in (writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
