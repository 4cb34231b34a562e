# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A latch that counts without its lock"
# topic = "conditions"
# watch = ["launched"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { launched = [true] }
# verdicts = ["data-race", "deadlock"]
# ///
# No run of this program holds a notify that nobody hears and a lost count: without a zero there is no notify.
"""Two unlocked subtractions may take away one: zero is never reached, and nobody tells the main thread."""
from threading import Condition, Thread

missing = 2
launched = False
latch = Condition()


def prepare():
    global missing
    missing -= 1
    if missing == 0:
        with latch:
            latch.notify_all()


parts = [Thread(target=prepare) for _ in range(2)]
for thread in parts:
    thread.start()
with latch:
    while missing > 0:
        latch.wait()
    launched = True
for thread in parts:
    thread.join()
