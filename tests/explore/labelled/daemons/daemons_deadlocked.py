# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two daemons in each other's way"
# topic = "daemons"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [true] }
# verdicts = []
# ///
"""Two daemons may lock each other out; nobody waits for them, and the program ends."""
from threading import Lock, Thread

finished = False
left = Lock()
right = Lock()


def move(first, second):
    with first:
        with second:
            pass


Thread(target=move, args=(left, right), daemon=True).start()
Thread(target=move, args=(right, left), daemon=True).start()
finished = True
