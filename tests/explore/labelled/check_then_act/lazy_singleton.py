# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Built when first needed, twice"
# topic = "check_then_act"
# watch = ["built"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { built = [1, 2] }
# verdicts = ["data-race"]
# ///
"""Both find nothing there and both build."""
from threading import Thread

engine = None
bills = []


def get_engine():
    global engine
    if engine is None:
        bills.append(1)
        engine = "engine"
    return engine


threads = [Thread(target=get_engine) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
built = len(bills)
