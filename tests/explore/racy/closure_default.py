# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""Workers made with `lambda` and a default argument."""
import threading

order = []
threads = [threading.Thread(target=lambda number=number: order.append(number)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
