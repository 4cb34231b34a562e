# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A semaphore remembers a signal"
# topic = "semaphores"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [["pour", "drink"]] }
# verdicts = []
# ///
"""A release before the acquire is kept: the order is right on every schedule."""
from threading import Semaphore, Thread

order = []
poured = Semaphore(0)


def pour():
    order.append("pour")
    poured.release()


def drink():
    poured.acquire()
    order.append("drink")


threads = [Thread(target=drink), Thread(target=pour)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
