# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["value"]
# ///
"""Reading and writing an item are methods in Python."""
import threading


class Table:
    def __init__(self):
        self.value = 0

    def __getitem__(self, key):
        return self.value

    def __setitem__(self, key, value):
        self.value = value


table = Table()


def worker():
    table["a"] += 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
value = table.value
print(f"value={value!r}")
