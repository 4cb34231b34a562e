# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""Whether an event is set, asked in between."""
import threading

seen = []
event = threading.Event()


def setter():
    event.set()


def asker():
    seen.append(event.is_set())
    seen.append(event.is_set())


threads = [threading.Thread(target=target) for target in (setter, asker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
