# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""`yield from` between the read and the write."""
import threading

counter = 0


def inner():
    yield 1


def outer():
    yield from inner()


def worker():
    global counter
    for one in outer():
        seen = counter
        for more in outer():
            seen += more
        counter = seen


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
