# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["result"]
# ///
"""The divisor becomes 0 in between."""
import threading

divisor = 1
result = None


def zero():
    global divisor
    divisor = 0


def check():
    return divisor != 0


def divide():
    global result
    try:
        if check():
            result = 6 // divisor
        else:
            result = -1
    except ZeroDivisionError:
        result = -2


threads = [threading.Thread(target=target) for target in (divide, zero)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"result={result!r}")
