# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["product"]
# ///
"""Products and sums do not commute."""
import threading

product = 1


def double():
    global product
    product *= 2


def add_three():
    global product
    product += 3


threads = [threading.Thread(target=target) for target in (double, add_three, double)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"product={product!r}")
