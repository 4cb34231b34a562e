# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["text"]
# ///
"""A text grows; a piece can get lost."""
import threading

text = ""


def same(piece):
    return piece


def worker(letter):
    global text
    text = text + same(letter)


threads = [threading.Thread(target=worker, args=(value,)) for value in ("a", "b", "c")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"text={text!r}")
