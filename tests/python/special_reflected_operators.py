class Left:
    def __add__(self, other):
        return "Left.__add__" if isinstance(other, int) else NotImplemented


class Right:
    def __radd__(self, other):
        return f"Right.__radd__ with {type(other).__name__}"

    def __rsub__(self, other):
        return "Right.__rsub__"


class Child(Left):
    def __radd__(self, other):
        return "Child.__radd__ first"


print(Left() + 1, Left() + Right(), 5 + Right(), "a" - Right(), Left() + Child(), sep="\n")
for attempt in (lambda: Left() + "x", lambda: 1 + Left(), lambda: Right() - 1, lambda: Left() * 2):
    try:
        attempt()
    except TypeError as error:
        print(error)
