# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A barrier for three and two who come"
# topic = "barriers"
# watch = ["passed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The third one never comes."""
from threading import Barrier, Thread

passed = 0
line = Barrier(3)


def run():
    line.wait()


threads = [Thread(target=run) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
passed = 2
