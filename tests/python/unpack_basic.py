a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
[f, g] = "xy"
print(a, b, c, d, e, f, g)
for index, (name, score) in enumerate([("Ann", 3), ("Bo", 5)]):
    print(index, name, score)
x = y = z = []
x.append(1)
print(x, y, z, x is z)
