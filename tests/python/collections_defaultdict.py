from collections import defaultdict

groups = defaultdict(list)
for word in ("apple", "avocado", "bean"):
    groups[word[0]].append(word)
counts = defaultdict(int, z=5)
for letter in "banana":
    counts[letter] += 1
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(dict(groups), counts, groups["new"], len(groups), groups.get("no"), "no" in groups)
print({key: dict(value) for key, value in nested.items()}, counts.default_factory)
try:
    defaultdict()["x"]
except KeyError as error:
    print(repr(error))
