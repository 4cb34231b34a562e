# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The same member twice"
# topic = "atomic"
# watch = ["size"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { size = [2] }
# verdicts = []
# ///
"""`add` is one step, and a set has each member once."""
from threading import Thread

seen = set()


def note(word):
    seen.add("common")
    seen.add(word)
    seen.discard("common")


threads = [Thread(target=note, args=(word,)) for word in ("a", "b")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
size = len(seen)
