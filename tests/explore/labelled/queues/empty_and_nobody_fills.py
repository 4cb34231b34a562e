# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One item too few"
# topic = "queues"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Two consumers and one item: one of them waits for ever."""
from queue import Queue
from threading import Thread

shelf = Queue()
taken = 0


def consume():
    shelf.get()


threads = [Thread(target=consume) for _ in range(2)]
for thread in threads:
    thread.start()
shelf.put("bread")
for thread in threads:
    thread.join()
taken = 1
