# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two queues, send first"
# topic = "queues"
# watch = ["swapped"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { swapped = [true] }
# verdicts = []
# ///
"""Each sends before it receives."""
from queue import Queue
from threading import Thread

swapped = False
to_ann = Queue()
to_bob = Queue()


def trade(inbox, outbox, item):
    outbox.put(item)
    inbox.get()


threads = [Thread(target=trade, args=(to_ann, to_bob, "map")), Thread(target=trade, args=(to_bob, to_ann, "key"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
swapped = True
