# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Taking turns by notify alone"
# topic = "conditions"
# watch = ["rally"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock", "lost-wakeup"]
# ///
"""Play, notify, wait: the first ball reaches nobody, and at the end somebody waits for a ball in vain."""
from threading import Condition, Thread

rally = []
table = Condition()


def play(me):
    with table:
        for _ in range(2):
            rally.append(me)
            table.notify()
            table.wait()


threads = [Thread(target=play, args=(me,)) for me in ("ping", "pong")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
