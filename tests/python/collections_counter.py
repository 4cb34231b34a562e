from collections import Counter

letters = Counter("mississippi")
print(letters, letters["s"], letters["z"], letters.most_common(2), sorted(letters.elements()))
letters.update("sss")
letters.subtract({"i": 5})
print(letters, letters.total(), +letters, -letters)
a, b = Counter(x=3, y=1), Counter(x=1, z=2)
print(a + b, a - b, a & b, a | b, a == Counter({"y": 1, "x": 3}), Counter([1, 1, 2]))
del letters["m"]
print(list(letters.items()), Counter(), Counter({"a": 0}))
