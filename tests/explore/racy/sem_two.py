# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["inside_most"]
# ///
"""At most two are inside."""
import threading

inside = 0
inside_most = 0
places = threading.Semaphore(2)


def enter():
    global inside, inside_most
    inside += 1
    if inside > inside_most:
        inside_most = inside


def leave():
    global inside
    inside -= 1


def worker():
    with places:
        enter()
        leave()


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"inside_most={inside_most!r}")
