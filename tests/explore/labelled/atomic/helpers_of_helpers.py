# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Helpers that begin helpers"
# topic = "atomic"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [[0, 1], [1, 0]] }
# verdicts = []
# ///
# Who begins first gets the lower number: the same object is the second thread in one run, and the third in another.
"""Two threads begin one thread each; nobody but the end of the program waits for those."""
from threading import Thread

order = []


def begin(name):
    helper = Thread(target=order.append, args=(name,))
    helper.start()


threads = [Thread(target=begin, args=(name,)) for name in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
