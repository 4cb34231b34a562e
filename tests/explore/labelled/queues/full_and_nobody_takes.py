# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Nobody empties the queue"
# topic = "queues"
# watch = ["stored"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Three items for two places, and no consumer."""
from queue import Queue

shelf = Queue(maxsize=2)
stored = 0
for item in (1, 2, 3):
    shelf.put(item)
stored = 3
