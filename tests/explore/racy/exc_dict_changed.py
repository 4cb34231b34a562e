# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["outcome"]
# ///
"""A dict changes its size while somebody goes through it."""
import threading

table = {"a": 1, "b": 2}
outcome = None


def adder():
    table["c"] = 3


def reader():
    global outcome
    total = 0
    try:
        for key in table:
            total += value_of(key)
        outcome = total
    except RuntimeError:
        outcome = "changed"


def value_of(key):
    return table[key]


threads = [threading.Thread(target=target) for target in (reader, adder)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"outcome={outcome!r}")
