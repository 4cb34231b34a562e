# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A transfer locks from and to"
# topic = "deadlock"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [20] }
# verdicts = ["deadlock"]
# ///
"""Two transfers in opposite directions lock the two accounts in opposite order."""
from threading import Lock, Thread

accounts = {"ann": 10, "bob": 10}
locks = {"ann": Lock(), "bob": Lock()}


def transfer(source, target):
    with locks[source]:
        with locks[target]:
            accounts[source] -= 3
            accounts[target] += 3


threads = [Thread(target=transfer, args=("ann", "bob")), Thread(target=transfer, args=("bob", "ann"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = accounts["ann"] + accounts["bob"]
