# Dicts that fill themselves, and dicts that keep an order of their own.
from collections import OrderedDict, defaultdict

groups = defaultdict(list)
for word in "one two three four five six".split():
    groups[len(word)].append(word)
print(groups, groups[9], groups.get(10), dict(groups), groups == {3: ["one", "two", "six"], 5: ["three"], 4: ["four", "five"], 9: []})
counts = defaultdict(int, a=1)
counts["b"] += 5
print(counts, sorted(counts), counts.default_factory, counts.copy())
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
print(nested["x"])
for wrong in (lambda: defaultdict()["k"], lambda: defaultdict(5)):
    try:
        wrong()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)

order = OrderedDict(a=1, b=2, c=3)
order.move_to_end("a")
print(order, list(order.items()))
order.move_to_end("c", last=False)
print(list(order), order.popitem(), order.popitem(last=False), order)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
print(OrderedDict(), OrderedDict.fromkeys("ab", 0), list(reversed(OrderedDict(x=1, y=2))))


class Recent(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def put(self, key, value):
        self[key] = value
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)


cache = Recent(2)
for key in "abac":
    cache.put(key, key * 2)
print(list(cache.items()))
