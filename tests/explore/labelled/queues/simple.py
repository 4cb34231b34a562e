# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A SimpleQueue between two threads"
# topic = "queues"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [["a", "b"]] }
# verdicts = []
# ///
"""Nothing but `put` and `get`, and it is enough."""
from queue import SimpleQueue
from threading import Thread

letters = SimpleQueue()
taken = []


def read():
    for _ in range(2):
        taken.append(letters.get())


reader = Thread(target=read)
reader.start()
letters.put("a")
letters.put("b")
reader.join()
