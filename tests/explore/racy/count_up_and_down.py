# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""One thread adds, the other takes away."""
import threading

counter = 0


def step(value):
    return value


def up():
    global counter
    for _ in range(2):
        counter = step(counter) + 1


def down():
    global counter
    for _ in range(2):
        counter = step(counter) - 1


threads = [threading.Thread(target=target) for target in (up, down)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
