# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Read into a local, write it back"
# topic = "races"
# watch = ["stock"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { stock = [7, 8, 9] }
# verdicts = ["data-race"]
# ///
"""The gap between a read and a write is the same when it is spread over two lines."""
from threading import Thread

stock = 10


def sell(amount):
    global stock
    before = stock
    stock = before - amount


threads = [Thread(target=sell, args=(amount,)) for amount in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
