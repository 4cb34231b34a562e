# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The one who fails breaks the barrier"
# topic = "barriers"
# watch = ["waited"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { waited = [false] }
# verdicts = []
# ///
"""`abort` wakes the others with a BrokenBarrierError, early or late, and they handle it."""
from threading import Barrier, BrokenBarrierError, Thread

waited = True
line = Barrier(2)


def healthy():
    global waited
    try:
        line.wait()
    except BrokenBarrierError:
        waited = False


def sick():
    line.abort()


threads = [Thread(target=healthy), Thread(target=sick)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
