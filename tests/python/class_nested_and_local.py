class Outer:
    class Inner:
        value = 5

        def show(self):
            return f"inner {self.value}"

    def make(self):
        return self.Inner()


def factory(base, number):
    class Made(base):
        n = number

    return Made


print(Outer().make().show(), Outer.Inner.__qualname__, factory(Outer, 3).n, factory(dict, 1)(a=2))
Dynamic = type("Dynamic", (Outer,), {"x": 1, "get": lambda self: self.x})
print(Dynamic().get(), Dynamic.__name__, Dynamic().make().value)
