# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Wait inside with the outer lock held"
# topic = "deadlock"
# watch = ["opened"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { opened = [true] }
# verdicts = ["deadlock"]
# ///
"""`wait` gives back the condition's lock and no other: the opener never gets past the outer one."""
from threading import Condition, Lock, Thread

opened = False
outer = Lock()
inner = Condition()


def guest():
    with outer:
        with inner:
            while not opened:
                inner.wait()


def porter():
    global opened
    with outer:
        with inner:
            opened = True
            inner.notify()


threads = [Thread(target=guest), Thread(target=porter)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
