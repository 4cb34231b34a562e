words = ["bb", "a", "ccc", "dd"]
print(sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, reverse=True), sorted({3: 0, 1: 0}))
print(min(words, key=len), max(words, key=len), min(3, 1, 2), max("b", "a"), max([], default=None), min((), default=0))
print(max([1, 5], [2, 0]), min((2, "b"), (2, "a")), max(words, key=lambda w: (w.count("d"), w)), max(1, 2.0, key=abs))
