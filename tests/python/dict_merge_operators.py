first, second = {"a": 1, "b": 2}, {"b": 3, "c": 4}
print(first | second, second | first, {**first, **second, "d": 5})
first |= second
print(first, dict(second, e=6), dict([("x", 1)]), dict(zip("ab", range(2))))
