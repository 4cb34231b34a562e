# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two queues crossed"
# topic = "queues"
# watch = ["swapped"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Each wants to receive before it sends."""
from queue import Queue
from threading import Thread

swapped = False
to_ann = Queue()
to_bob = Queue()


def trade(inbox, outbox, item):
    inbox.get()
    outbox.put(item)


threads = [Thread(target=trade, args=(to_ann, to_bob, "map")), Thread(target=trade, args=(to_bob, to_ann, "key"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
swapped = True
