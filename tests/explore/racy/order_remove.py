# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items"]
# ///
"""One removes what the other adds."""
import threading

items = [1, 2]


def remover():
    items.pop(0)


def adder():
    items.append(3)
    items.pop(0)


threads = [threading.Thread(target=target) for target in (remover, adder, remover)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r}")
