values = iter([3, 2, 1, 0, 9])
print(list(iter(lambda: next(values), 0)), next(values), next(values, "default"))
try:
    next(values)
except StopIteration as error:
    print(repr(error))
try:
    next([1])
except TypeError as error:
    print(error)
pairs = iter("abcdef")
print(list(zip(pairs, pairs)), iter(pairs) is pairs)
