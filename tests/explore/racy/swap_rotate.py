# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["a", "b", "c"]
# ///
"""A rotation of three globals."""
import threading

a = 1
b = 2
c = 3


def same(value):
    return value


def worker():
    global a, b, c
    a, b, c = same(b), same(c), same(a)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"a={a!r} b={b!r} c={c!r}")
