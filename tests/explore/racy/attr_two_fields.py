# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""Two attributes that belong together are read while they change."""
import threading


class Point:
    def __init__(self):
        self.x = 0
        self.y = 0

    def move(self, by):
        self.x += by
        self.y += by


point = Point()
seen = None


def mover():
    point.move(1)
    point.move(1)


def reader():
    global seen
    seen = [point.x, point.y]


threads = [threading.Thread(target=target) for target in (mover, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
