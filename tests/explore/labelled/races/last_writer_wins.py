# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Who writes last"
# topic = "races"
# watch = ["winner"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { winner = ["left", "right"] }
# verdicts = ["data-race"]
# ///
"""Two threads store their names; the one that comes last is remembered."""
from threading import Thread

winner = "nobody"


def run(name):
    global winner
    winner = name


threads = [Thread(target=run, args=(name,)) for name in ("left", "right")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
