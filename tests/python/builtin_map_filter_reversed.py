print(list(map(str, [1, 2])), list(map(pow, [2, 3], [3, 2, 9])), list(filter(None, [0, 1, "", "x"])), list(filter(str.isdigit, "a1b2")))
print(list(reversed([1, 2, 3])), "".join(reversed("abc")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})))
lazy = map(print, "ab")
print("nothing yet")
print(list(lazy), type(lazy).__name__, next(map(abs, [-5])))
try:
    reversed({1})
except TypeError as error:
    print(error)
