# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both set before they wait"
# topic = "events"
# watch = ["met"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { met = [true] }
# verdicts = []
# ///
"""A rendezvous: tell of your own arrival, then wait for the other's."""
from threading import Event, Thread

met = False
first = Event()
second = Event()


def meet(mine, other):
    mine.set()
    other.wait()


threads = [Thread(target=meet, args=(first, second)), Thread(target=meet, args=(second, first))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
met = True
