# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "From and to are one account"
# topic = "deadlock"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""A transfer from an account to itself asks twice for one lock."""
from threading import Lock

accounts = {"ann": 10}
locks = {"ann": Lock()}
total = 0


def transfer(source, target):
    with locks[source]:
        with locks[target]:
            accounts[source] -= 3
            accounts[target] += 3


transfer("ann", "ann")
total = accounts["ann"]
