# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["waits"]
# ///
"""How often somebody has to wait."""
import threading

level = 0
waits = 0
changed = threading.Condition()


def climber():
    global level
    for _ in range(2):
        with changed:
            level += 1
            changed.notify_all()


def waiter():
    global waits
    with changed:
        while level < 2:
            waits += 1
            changed.wait()


threads = [threading.Thread(target=target) for target in (waiter, climber)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"waits={waits!r}")
