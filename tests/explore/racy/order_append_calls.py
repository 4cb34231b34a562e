# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two threads append twice each, each time by a call."""
import threading

order = []


def note(what):
    order.append(what)


def worker(me):
    note(me + "1")
    note(me + "2")


threads = [threading.Thread(target=worker, args=(value,)) for value in ("a", "b")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
