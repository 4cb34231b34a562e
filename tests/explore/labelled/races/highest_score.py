# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The highest score of two"
# topic = "races"
# watch = ["best"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { best = [3, 5] }
# verdicts = ["data-race"]
# ///
"""Both see that they beat 0; the lower score may be stored last."""
from threading import Thread

best = 0


def play(score):
    global best
    if score > best:
        best = score


threads = [Thread(target=play, args=(score,)) for score in (3, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
