# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A reader that is begun on a signal"
# topic = "events"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0, 1] }
# verdicts = []
# ///
"""The signal comes before the store that it seems to announce, and the reader, begun on the signal, may be first."""
from threading import Event, Thread

value = 0
seen = None
announced = Event()


def announce():
    global value
    announced.set()
    value = 1


def read():
    global seen
    seen = value


first = Thread(target=announce)
first.start()
announced.wait()
second = Thread(target=read)
second.start()
first.join()
second.join()
