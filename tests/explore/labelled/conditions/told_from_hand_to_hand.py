# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One is told, and tells the next"
# topic = "conditions"
# watch = ["through"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { through = [2] }
# verdicts = []
# ///
"""Each visitor that gets through notifies one more: a chain does what `notify_all` does."""
from threading import Condition, Thread

is_open = False
passed = []
gate = Condition()


def visitor():
    with gate:
        while not is_open:
            gate.wait()
        gate.notify()
    passed.append(1)


visitors = [Thread(target=visitor) for _ in range(2)]
for thread in visitors:
    thread.start()
with gate:
    is_open = True
    gate.notify()
for thread in visitors:
    thread.join()
through = len(passed)
