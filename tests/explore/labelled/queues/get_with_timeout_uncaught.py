# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A wait that ends in an error"
# topic = "queues"
# watch = ["got"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { got = ["", "bread"] }
# verdicts = ["exception"]
# ///
"""The same, and nobody catches `Empty`."""
from queue import Queue
from threading import Thread

shelf = Queue()
got = ""


def consume():
    global got
    got = shelf.get(timeout=1)


consumer = Thread(target=consume)
consumer.start()
shelf.put("bread")
consumer.join()
