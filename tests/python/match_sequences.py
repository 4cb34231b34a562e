def describe(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one: {x}"
        case [x, y] if x == y:
            return f"twins {x}"
        case ["go", direction, *rest]:
            return f"go {direction} then {rest}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case (a, b):
            return "unreachable"
        case _:
            return "no sequence"


for value in ([], (7,), [1, 1], ["go", "north"], ["go", "up", 1, 2], range(4), "text", b"ab", {1, 2}, [1, [2]]):
    print(repr(value), "->", describe(value))
