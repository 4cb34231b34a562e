stock = {"apple": 3, "pear": 0}
print(stock.get("apple"), stock.get("fig"), stock.get("fig", 0), stock.setdefault("fig", 7), stock.setdefault("pear", 9))
stock.update({"apple": 4}, kiwi=2)
stock.update([("date", 1)])
print(stock, stock.pop("kiwi"), stock.pop("none", None), stock.popitem())
print(dict.fromkeys("ab", 0), dict.fromkeys([1, 2]), stock.copy() is stock)
stock.clear()
print(stock)
