# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Each thread its own dict key"
# topic = "races"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [3] }
# verdicts = []
# ///
"""Different keys of one dict are different places."""
from threading import Thread

earned = {"ann": 0, "bob": 0}


def work(name, pay):
    earned[name] += pay


threads = [Thread(target=work, args=("ann", 1)), Thread(target=work, args=("bob", 2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = earned["ann"] + earned["bob"]
