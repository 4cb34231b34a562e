# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["inside_most"]
# ///
"""A flag that is tested and set in two steps keeps nobody out."""
import threading

busy = False
inside = 0
inside_most = 0


def enter():
    global busy
    busy = True


def worker():
    global inside, inside_most, busy
    if not busy:
        enter()
        inside += 1
        inside_most = max(inside_most, inside)
        inside -= 1
        busy = False


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"inside_most={inside_most!r}")
