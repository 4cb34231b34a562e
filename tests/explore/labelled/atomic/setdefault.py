# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The first one stays"
# topic = "atomic"
# watch = ["owner"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { owner = ["ann", "bob"] }
# verdicts = []
# ///
"""`setdefault` looks and stores in one step: one owner, and both agree who it is."""
from threading import Thread

desk = {}
told = []


def claim(name):
    told.append(desk.setdefault("owner", name))


threads = [Thread(target=claim, args=(name,)) for name in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert told[0] == told[1]
owner = desk["owner"]
