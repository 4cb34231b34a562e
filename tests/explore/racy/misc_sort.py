# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["items"]
# ///
"""One sorts while another adds."""
import threading

items = [3, 1]


def sorter():
    items.sort()


def adder():
    items.append(2)
    items.append(0)


threads = [threading.Thread(target=target) for target in (sorter, adder)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"items={items!r}")
