# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A dict key counted by two threads"
# topic = "races"
# watch = ["yes"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { yes = [3, 4] }
# verdicts = ["data-race"]
# ///
"""A vote under a key is read and stored back; two voters may overwrite each other."""
from threading import Thread

votes = {"yes": 2, "no": 1}


def vote(answer):
    votes[answer] += 1


threads = [Thread(target=vote, args=("yes",)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
yes = votes["yes"]
