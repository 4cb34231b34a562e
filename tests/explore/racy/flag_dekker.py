# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["entered"]
# ///
"""Interest is shown before the other's is looked at: never do both enter."""
import threading

wants = [False, False]
entered = []


def worker(me):
    wants[me] = True
    if not wants[1 - me]:
        entered.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"entered={entered!r}")
