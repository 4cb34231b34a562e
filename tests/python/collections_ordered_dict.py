from collections import OrderedDict

order = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
order.move_to_end("a")
order.move_to_end("c", last=False)
print(order, list(order), order.popitem(), order.popitem(last=False), order)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, OrderedDict())
order["z"] = 0
print(dict(order), list(reversed(order)))
