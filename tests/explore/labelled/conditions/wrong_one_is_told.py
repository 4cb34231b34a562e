# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two kinds of waiters on one condition"
# topic = "conditions"
# watch = ["served"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { served = [["tea", "milk"], ["milk", "tea"]] }
# verdicts = ["deadlock"]
# ///
"""The first notify may wake the guest for tea, who goes to the end of the line; the second one wakes the other."""
from threading import Condition, Thread

ready = []
served = []
kitchen = Condition()


def guest(wish):
    with kitchen:
        while wish not in ready:
            kitchen.wait()
        served.append(wish)


guests = [Thread(target=guest, args=(wish,)) for wish in ("tea", "milk")]
for thread in guests:
    thread.start()
for wish in ("milk", "tea"):
    with kitchen:
        ready.append(wish)
        kitchen.notify()
for thread in guests:
    thread.join()
