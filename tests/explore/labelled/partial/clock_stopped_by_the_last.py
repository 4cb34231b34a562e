# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The one who would stop the clock is locked out"
# topic = "partial"
# watch = ["stopped"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { stopped = [true] }
# verdicts = ["livelock", "partial-deadlock"]
# ///
# The clock writes on every round, so it is no busy wait.
"""If the keeper keeps the lock, the stopper never gets to stop the clock."""
from threading import Lock, Thread

stopped = False
hand = 0
visits = 0
lock = Lock()


def keeper():
    global visits
    lock.acquire()
    visits += 1
    if visits == 1:
        return
    lock.release()


def stopper():
    global visits, stopped
    with lock:
        visits += 1
    stopped = True


def clock():
    global hand
    while not stopped:
        hand = 1 - hand


threads = [Thread(target=keeper), Thread(target=stopper), Thread(target=clock)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
