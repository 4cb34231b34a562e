x = "global"


class Scope:
    x = "class"
    seen = x
    items = [x for _ in range(1)]

    def method(self):
        return x, self.x


print(Scope.seen, Scope.items, Scope().method())


def function():
    x = "function"

    class Inner:
        y = x

    return Inner.y


print(function())
