# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["value"]
# ///
"""`+=` is a method in Python."""
import threading


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Number(self.value + other)


number = Number(0)


def worker():
    global number
    for _ in range(2):
        number += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
value = number.value
print(f"value={value!r}")
