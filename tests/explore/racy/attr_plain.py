# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["value"]
# ///
"""An attribute is counted up in a method, and nothing is called there."""
import threading


class Counter:
    def __init__(self):
        self.value = 0

    def more(self):
        self.value += 1


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
