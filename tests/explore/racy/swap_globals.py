# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["a", "b"]
# ///
"""Two threads swap two globals."""
import threading

a = 1
b = 2


def pause():
    pass


def worker():
    global a, b
    old = a
    pause()
    a = b
    pause()
    b = old


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"a={a!r} b={b!r}")
