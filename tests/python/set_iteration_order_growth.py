grown = set()
for number in range(0, 400, 7):
    grown.add(number * number % 301)
print(grown)
print(set(range(20)) - set(range(0, 20, 3)), {2**61 - 1, 2**61, 5}, {1.5, 2.0, 3}, {(1, 2), (0, 1)} == {(0, 1), (1, 2)})
print(list(frozenset([9, 4, 1, 25, 16])), set([300, 20, 100]) & {100, 300}, set([64, 0, 32]).union([96]))
