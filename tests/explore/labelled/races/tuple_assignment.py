# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "`a, b = b, a` is not one step"
# topic = "races"
# watch = ["a", "b"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = [
#     { a = 1, b = 2 },
#     { a = 2, b = 1 },
#     { a = 2, b = 2 },
# ]
# verdicts = ["data-race"]
# ///
"""Two threads swap the same two names: the line reads both and then stores one after the other."""
from threading import Thread

a = 1
b = 2


def swap():
    global a, b
    a, b = b, a


threads = [Thread(target=swap) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
