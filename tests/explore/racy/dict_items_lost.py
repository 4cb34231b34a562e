# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["total"]
# ///
"""A total over two accounts while money moves."""
import threading

accounts = {"a": 2, "b": 0}
total = 0


def move():
    accounts["a"] -= 1
    pause()
    accounts["b"] += 1


def pause():
    pass


def count():
    global total
    total = accounts["a"]
    pause()
    total += accounts["b"]


threads = [threading.Thread(target=target) for target in (move, count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"total={total!r}")
