# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Look and read in one step"
# topic = "failures"
# watch = ["price"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { price = [0, 3] }
# verdicts = []
# ///
"""`get` with a default cannot be interrupted."""
from threading import Thread

prices = {"tea": 3}
price = 0


def ask():
    global price
    price = prices.get("tea", 0)


def sell_out():
    prices.pop("tea")


threads = [Thread(target=ask), Thread(target=sell_out)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
