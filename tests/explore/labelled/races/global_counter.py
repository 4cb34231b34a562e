# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A counter of two threads"
# topic = "races"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2, 3, 4] }
# verdicts = ["data-race"]
# ///
"""`counter += 1` reads and writes; what the other wrote in between is lost."""
from threading import Thread

counter = 0


def count():
    global counter
    for _ in range(2):
        counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
