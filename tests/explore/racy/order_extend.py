# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""`extend` with a list is one step, with a generator it is several."""
import threading

order = []


def pair(me):
    yield me
    yield me


def whole():
    order.extend(["a", "a"])


def pieces():
    order.extend(pair("b"))


threads = [threading.Thread(target=target) for target in (whole, pieces)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
