# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both wait before they set"
# topic = "events"
# watch = ["met"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Each waits for the other's arrival before it tells of its own."""
from threading import Event, Thread

met = False
first = Event()
second = Event()


def meet(mine, other):
    other.wait()
    mine.set()


threads = [Thread(target=meet, args=(first, second)), Thread(target=meet, args=(second, first))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
met = True
