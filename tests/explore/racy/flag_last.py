# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["last"]
# ///
"""The last to write wins."""
import threading

last = 0


def worker(me):
    global last
    last = me


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"last={last!r}")
