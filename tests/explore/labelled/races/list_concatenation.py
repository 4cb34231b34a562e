# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A longer list in place of the old one"
# topic = "races"
# watch = ["names"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { names = [["ann"], ["ann", "bob"], ["bob"], ["bob", "ann"]] }
# verdicts = ["data-race"]
# ///
"""A new list is made and stored; the other's new list is forgotten."""
from threading import Thread

names = []


def add(name):
    global names
    names = names + [name]


threads = [Thread(target=add, args=(name,)) for name in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
