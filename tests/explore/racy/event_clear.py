# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["passed"]
# ///
"""An event is set and cleared; who asks may miss it."""
import threading

passed = 0
event = threading.Event()


def blinker():
    event.set()
    event.clear()


def asker():
    global passed
    if event.is_set():
        passed += 1


threads = [threading.Thread(target=target) for target in (blinker, asker, asker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"passed={passed!r}")
