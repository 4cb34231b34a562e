# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["stack"]
# ///
"""Two push and pop on one list."""
import threading

stack = []


def worker(me):
    stack.append(me)
    stack.append(stack.pop() + 1)


threads = [threading.Thread(target=worker, args=(value,)) for value in (10, 20)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"stack={stack!r}")
