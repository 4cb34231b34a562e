# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A wait for an item that may end"
# topic = "queues"
# watch = ["got"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { got = ["bread", "nothing"] }
# verdicts = []
# ///
"""The wait may be over before the item comes: `Empty` is caught."""
from queue import Empty, Queue
from threading import Thread

shelf = Queue()
got = ""


def consume():
    global got
    try:
        got = shelf.get(timeout=1)
    except Empty:
        got = "nothing"


consumer = Thread(target=consume)
consumer.start()
shelf.put("bread")
consumer.join()
