# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""The first thread is joined before the second is read."""
import threading

a = 0
b = 0


def first():
    global a
    a = 1


def second():
    global b
    b = 1


one = threading.Thread(target=first)
two = threading.Thread(target=second)
one.start()
two.start()
one.join()
seen = [a, b]
two.join()
print(f"seen={seen!r}")
