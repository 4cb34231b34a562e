# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Only some pairs meet"
# topic = "deadlock"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [2] }
# verdicts = ["deadlock"]
# ///
"""The long way and the short cut take two of three locks in opposite order."""
from threading import Lock, Thread

a = Lock()
b = Lock()
c = Lock()
finished = []


def long_way():
    with a:
        with b:
            with c:
                finished.append("long")


def short_cut():
    with c:
        with a:
            finished.append("short")


threads = [Thread(target=long_way), Thread(target=short_cut)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
done = len(finished)
