# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["total"]
# ///
"""`wait_for` waits until two have come."""
import threading

arrived = 0
total = 0
changed = threading.Condition()


def worker():
    global arrived, total
    with changed:
        arrived += 1
        changed.notify_all()
        changed.wait_for(lambda: arrived == 2)
    total += arrived


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"total={total!r}")
