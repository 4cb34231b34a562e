# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A stack of plates"
# topic = "queues"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [[1, 2], [2, 1]] }
# verdicts = []
# ///
"""A LifoQueue gives the newest that is there; a quick taker gets the first one first."""
from queue import LifoQueue
from threading import Thread

plates = LifoQueue()
order = []


def take():
    for _ in range(2):
        order.append(plates.get())


taker = Thread(target=take)
taker.start()
plates.put(1)
plates.put(2)
taker.join()
