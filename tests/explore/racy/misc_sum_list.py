# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["total"]
# ///
"""A list is summed while it changes."""
import threading

cells = [1, 1, 1]
total = 0


def mover():
    cells[0] -= 1
    cells[2] += one()


def one():
    return 1


def adder():
    global total
    for place in range(3):
        total += cells[place]


threads = [threading.Thread(target=target) for target in (mover, adder)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"total={total!r}")
