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
"""One notify for two kinds of wishes may reach the one whose wish has not come true."""
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
with kitchen:
    ready.append("milk")
    ready.append("tea")
    kitchen.notify()
for thread in guests:
    thread.join()
