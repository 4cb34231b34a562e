total = sum([1, 2])
assert total == 4
