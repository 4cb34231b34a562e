# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["made"]
# ///
"""An instance made on demand can be made twice."""
import threading


class Thing:
    instance = None
    made = 0

    def __init__(self):
        Thing.made += 1


def get():
    if Thing.instance is None:
        Thing.instance = Thing()
    return Thing.instance


def worker():
    get()


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
made = Thing.made
print(f"made={made!r}")
