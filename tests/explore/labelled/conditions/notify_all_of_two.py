# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two wait, both are told"
# topic = "conditions"
# watch = ["through"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { through = [2] }
# verdicts = []
# ///
"""`notify_all` is for news that concerns everybody."""
from threading import Condition, Thread

is_open = False
passed = []
gate = Condition()


def visitor():
    with gate:
        while not is_open:
            gate.wait()
    passed.append(1)


visitors = [Thread(target=visitor) for _ in range(2)]
for thread in visitors:
    thread.start()
with gate:
    is_open = True
    gate.notify_all()
for thread in visitors:
    thread.join()
through = len(passed)
