# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two threads that join each other"
# topic = "deadlock"
# watch = ["joined"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Each waits for the other one's end."""
from threading import Event, Thread

joined = 0
go = Event()
pair = []


def work(other):
    go.wait()
    pair[other].join()


pair.append(Thread(target=work, args=(1,)))
pair.append(Thread(target=work, args=(0,)))
for thread in pair:
    thread.start()
go.set()
for thread in pair:
    thread.join()
