# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A key that was there a moment ago"
# topic = "failures"
# watch = ["price"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { price = [0, 3] }
# verdicts = ["exception"]
# ///
"""Between `in` and the read another thread takes the key out."""
from threading import Thread

prices = {"tea": 3}
price = 0


def ask():
    global price
    if "tea" in prices:
        price = prices["tea"]


def sell_out():
    prices.pop("tea")


threads = [Thread(target=ask), Thread(target=sell_out)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
