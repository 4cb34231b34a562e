# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A thread that joins itself"
# topic = "deadlock"
# watch = ["joined"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { joined = [false] }
# verdicts = ["exception"]
# ///
"""To wait for one's own end would never end; Python refuses with a RuntimeError."""
from threading import Event, Thread

joined = False
known = Event()
box = []


def work():
    global joined
    known.wait()
    box[0].join()
    joined = True


worker = Thread(target=work)
box.append(worker)
known.set()
worker.start()
worker.join()
