# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two ends of a deque."""
import threading
from collections import deque

ends = deque()


def left():
    for number in range(2):
        ends.appendleft(number)


def right():
    ends.append("r")


threads = [threading.Thread(target=target) for target in (left, right)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
order = list(ends)
print(f"order={order!r}")
