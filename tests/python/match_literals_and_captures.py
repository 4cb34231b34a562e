def describe(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case True:
            return "never: True equals 1"
        case -1.5:
            return "minus one and a half"
        case None:
            return "nothing"
        case "a" | "b" as letter:
            return f"letter {letter}"
        case int() as number if number > 100:
            return f"large {number}"
        case int(number):
            return f"int {number}"
        case str():
            return "some text"
        case _:
            return "other"


for value in (0, 2, True, -1.5, None, "b", 500, 50, "zzz", [], 2.0):
    print(repr(value), describe(value))
