# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["tickets"]
# ///
"""Everyone takes the next number."""
import threading

following = 0
tickets = []


def take():
    global following
    number = following
    note(number)
    following = number + 1


def note(number):
    tickets.append(number)


threads = [threading.Thread(target=take) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"tickets={tickets!r}")
