# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""A reader looks while two globals are swapped."""
import threading

a = 1
b = 2
seen = None


def same(value):
    return value


def swapper():
    global a, b
    old = a
    a = same(b)
    b = same(old)


def reader():
    global seen
    seen = [a, same(b)]


threads = [threading.Thread(target=target) for target in (swapper, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
