a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, b - a)
print(a.union([9]), a.intersection(b, [4]), a.difference([1], [2]), a.symmetric_difference(b))
print(a.issubset({1, 2, 3, 4, 5}), a >= {1}, a > a, a.isdisjoint({7}), {1, 2} < {1, 2, 3}, a == {4, 3, 2, 1})
a.add(10)
a.discard(99)
a.remove(1)
a.update([20], {21})
print(a, len(a), 10 in a)
try:
    a.remove(99)
except KeyError as error:
    print("KeyError", error)
