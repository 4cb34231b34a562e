# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""Each writes its own flag and reads the other's: never are both 0."""
import threading

x = 0
y = 0
seen = [None, None]


def left():
    global x
    x = 1
    seen[0] = y


def right():
    global y
    y = 1
    seen[1] = x


threads = [threading.Thread(target=target) for target in (left, right)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
