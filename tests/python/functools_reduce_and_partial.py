import functools
import operator

print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(lambda a, b: a * b, range(1, 6), 10), functools.reduce(max, [3, 9, 2]))
base_two = functools.partial(int, base=2)
print(base_two("1010"), base_two.keywords, base_two.args, functools.partial(print, "hello", end="!\n")("there"))
try:
    functools.reduce(operator.add, [])
except TypeError as error:
    print(error)
