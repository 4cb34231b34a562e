# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""Threads are a class of their own, with `run`."""
import threading

counter = 0


class Worker(threading.Thread):
    def run(self):
        global counter
        for _ in range(2):
            counter = self.more(counter)

    def more(self, value):
        return value + 1


threads = [Worker() for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
