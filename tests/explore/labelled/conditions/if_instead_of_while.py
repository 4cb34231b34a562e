# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A woken guest does not look again"
# topic = "conditions"
# watch = ["fed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { fed = [1, 2] }
# verdicts = ["exception"]
# ///
"""Who is woken still needs the lock, and a newcomer may have emptied the plate meanwhile."""
from threading import Condition, Thread

plate = []
fed = 0
served = Condition()


def eat():
    global fed
    with served:
        if not plate:
            served.wait()
        plate.pop()
        fed += 1


def serve():
    for dish in ("soup", "cake"):
        with served:
            plate.append(dish)
            served.notify()


threads = [Thread(target=serve), Thread(target=eat), Thread(target=eat)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
