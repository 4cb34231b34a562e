# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["text"]
# ///
"""A text is put together from two globals."""
import threading

a = 0
b = 0
text = None


def same(value):
    return value


def setter():
    global a, b
    a = 1
    b = same(1)


def asker():
    global text
    text = f"{same(a)}{same(b)}"


threads = [threading.Thread(target=target) for target in (setter, asker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"text={text!r}")
