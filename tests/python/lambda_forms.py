print((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a, **k: (a, k))(1, 2, z=3), (lambda *, key: key)(key=4))
adders = [lambda x, n=n: x + n for n in (1, 10, 100)]
print([add(5) for add in adders], (lambda f: lambda x: f(f(x)))(lambda x: x * 3)(2))
print(sorted([(1, "b"), (2, "a")], key=lambda pair: pair[1]), (lambda x: (yield_ := x + 1))(3))
