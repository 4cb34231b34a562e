# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Taken before it is there"
# topic = "queues"
# watch = ["got"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { got = [0, 7] }
# verdicts = ["exception"]
# ///
"""`get_nowait` does not wait; an early one raises Empty."""
from queue import Queue
from threading import Thread

shelf = Queue()
got = 0


def consume():
    global got
    got = shelf.get_nowait()


consumer = Thread(target=consume)
consumer.start()
shelf.put(7)
consumer.join()
