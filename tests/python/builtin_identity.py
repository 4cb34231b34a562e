a, b = [1], [1]
c = a
print(a is b, a == b, a is c, id(a) == id(c), id(a) == id(b), a is not b)
small, text = 5, "word"
print(small == 2 + 3, None is None, text is text, () == (), id(None) == id(None))
x = y = 1000
print(x is y, isinstance(id(x), int))
