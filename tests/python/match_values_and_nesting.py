from enum import Enum


class Colour(Enum):
    RED = 1
    BLUE = 2


def evaluate(tree):
    match tree:
        case int() | float():
            return tree
        case ("+", left, right):
            return evaluate(left) + evaluate(right)
        case ("*", left, right):
            return evaluate(left) * evaluate(right)
        case ("neg", ("neg", inner)):
            return evaluate(inner)
        case ("neg", inner):
            return -evaluate(inner)
        case Colour.RED:
            return "red"
        case unknown:
            raise ValueError(f"cannot evaluate {unknown!r}")


print(evaluate(("+", 1, ("*", 2, 3.5))), evaluate(("neg", ("neg", 4))), evaluate(("neg", 4)), evaluate(Colour.RED))
try:
    evaluate(Colour.BLUE)
except ValueError as error:
    print(error)
match 5:
    case 6:
        print("no case fits, and nothing happens")
