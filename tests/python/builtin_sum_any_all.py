print(sum([1, 2, 3]), sum((0.5, 1)), sum([[1], [2]], []), sum(range(4), start=10), sum({1: "a", 2: "b"}))
print(any([]), all([]), any([0, "", 3]), all([1, "", 3]), any(n > 2 for n in range(5)), all(n < 5 for n in range(5)))
try:
    sum(["a"], "")
except TypeError as error:
    print(error)
