# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A name that is taken twice"
# topic = "check_then_act"
# watch = ["owners"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { owners = [1, 2] }
# verdicts = []
# ///
"""`in` and `add` are each one step; both threads may look before either adds."""
from threading import Thread

taken = set()
granted = []


def register(who):
    if "root" not in taken:
        taken.add("root")
        granted.append(who)


threads = [Thread(target=register, args=(who,)) for who in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
owners = len(granted)
