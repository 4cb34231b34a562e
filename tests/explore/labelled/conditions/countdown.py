# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A latch that counts down"
# topic = "conditions"
# watch = ["launched"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { launched = [true] }
# verdicts = []
# ///
"""The main thread waits until both parts are ready; the last one tells it."""
from threading import Condition, Thread

missing = 2
launched = False
latch = Condition()


def prepare():
    global missing
    with latch:
        missing -= 1
        if missing == 0:
            latch.notify()


parts = [Thread(target=prepare) for _ in range(2)]
for thread in parts:
    thread.start()
with latch:
    while missing > 0:
        latch.wait()
    launched = True
for thread in parts:
    thread.join()
