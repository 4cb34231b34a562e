# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two threads append"
# topic = "atomic"
# watch = ["names"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { names = [["ann", "bob"], ["bob", "ann"]] }
# verdicts = []
# ///
"""`append` is one step: both names are there, in one order or the other."""
from threading import Thread

names = []


def add(name):
    names.append(name)


threads = [Thread(target=add, args=(name,)) for name in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
