numbers = set(range(6))
numbers &= {1, 2, 3, 7}
numbers |= {8}
numbers -= {1}
numbers ^= {2, 9}
print(sorted(numbers))
numbers.intersection_update({3, 8})
numbers.difference_update([3])
numbers.symmetric_difference_update({8, 1})
print(numbers, set(), {*"aa"}, set([1, 1, 2]))
print(numbers.pop(), numbers)
try:
    numbers.pop()
except KeyError as error:
    print(error)
