# Counting things.
from collections import Counter

letters = Counter("abracadabra")
print(letters, letters["z"], letters.most_common(2), letters.total(), len(letters))
print(sorted(letters.elements()), dict(letters))
letters.update("aaz")
letters.subtract(a=1, q=3)
print(letters)
left, right = Counter(a=3, b=1), Counter(a=1, b=2)
print(left + right, left - right, left & right, left | right, -left, +Counter(a=-1, b=2))
print(left == right, left <= left | right, left < right, left == Counter(a=3, b=1, c=0))
left += right
print(left)
left -= Counter(b=5)
print(left)
del left["nobody"]
print(Counter(), Counter({"x": 2}).copy(), Counter([3, 1, 3]).most_common(1), Counter("ab") == {"a": 1, "b": 1})
for word in ["red", "blue", "red"]:
    letters[word] += 1
print(letters["red"], "blue" in letters, "green" in letters)
