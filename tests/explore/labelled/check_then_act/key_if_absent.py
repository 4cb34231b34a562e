# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Store under a key that is not there"
# topic = "check_then_act"
# watch = ["owner"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { owner = ["ann", "bob"] }
# verdicts = ["data-race"]
# ///
"""Both find the key absent, and both store: the first owner is overwritten."""
from threading import Thread

desk = {}


def claim(name):
    if "owner" not in desk:
        desk["owner"] = name


threads = [Thread(target=claim, args=(name,)) for name in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
owner = desk["owner"]
