# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Everybody waits for the gate"
# topic = "events"
# watch = ["passed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { passed = [2] }
# verdicts = []
# ///
"""An event stays set: early or late, both get through."""
from threading import Event, Thread

gate = Event()
through = []


def runner():
    gate.wait()
    through.append(1)


threads = [Thread(target=runner) for _ in range(2)]
for thread in threads:
    thread.start()
gate.set()
for thread in threads:
    thread.join()
passed = len(through)
