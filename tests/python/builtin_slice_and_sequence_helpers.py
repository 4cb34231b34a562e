print(list("abc") + [*range(2)], len({1: 2}), len("é"), sorted("cab")[::-1], tuple(sorted({2, 1})), list(dict(a=1)))
print(str([1, "a"]), str(None), str(b"x"), str(b"x", "ascii"), repr("a\nb"), ascii("ü"), list({"a": 1}.items()))
print(dict(a=1, b=2), dict([("x", 1)], y=2), set("aab") == {"a", "b"}, frozenset("a"), bytes("é", "utf-8"))
print(list(), tuple(), dict(), set(), str(), int(), float(), bool(), bytes(), frozenset())
