# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seats"]
# ///
"""Two passengers and one seat."""
import threading

seats = [None]


def passenger(name):
    if seats[0] is None:
        book(name)


def book(name):
    seats[0] = name


threads = [threading.Thread(target=passenger, args=(value,)) for value in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seats={seats!r}")
