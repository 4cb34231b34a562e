# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Two threads take turns."""
import threading

order = []
turn = 0
changed = threading.Condition()


def worker(me):
    global turn
    for _ in range(2):
        with changed:
            while turn != me:
                changed.wait()
            order.append(me)
            turn = 1 - me
            changed.notify()


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
