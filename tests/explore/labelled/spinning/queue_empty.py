# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin on an empty queue"
# topic = "spinning"
# watch = ["got"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { got = ["bread"] }
# verdicts = ["busy-wait"]
# ///
"""A consumer that asks `empty` in a loop; it is the only one, so the answer `no` stays true."""
from queue import Queue
from threading import Thread

got = ""
shelf = Queue()


def consume():
    global got
    while shelf.empty():
        pass
    got = shelf.get()


consumer = Thread(target=consume)
consumer.start()
shelf.put("bread")
consumer.join()
