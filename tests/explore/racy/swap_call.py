# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["a", "b"]
# ///
"""Two threads swap two globals through a function."""
import threading

a = 1
b = 2


def swapped(first, second):
    return second, first


def worker():
    global a, b
    a, b = swapped(a, b)


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"a={a!r} b={b!r}")
