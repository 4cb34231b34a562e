# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["value"]
# ///
"""The counter is an attribute of an object."""
import threading


class Counter:
    def __init__(self):
        self.value = 0

    def more(self):
        self.value += self.one()

    def one(self):
        return 1


counter = Counter()


def worker():
    for _ in range(2):
        counter.more()


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
value = counter.value
print(f"value={value!r}")
