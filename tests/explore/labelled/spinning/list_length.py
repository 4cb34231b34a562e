# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin on the length of a list"
# topic = "spinning"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [2] }
# verdicts = ["busy-wait"]
# ///
"""The main thread counts the results until there are two."""
from threading import Thread

results = []
total = 0


def work(number):
    results.append(number)


for number in range(2):
    Thread(target=work, args=(number,)).start()
while len(results) < 2:
    pass
total = len(results)
