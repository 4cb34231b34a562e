from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


class Circle:
    __match_args__ = ("centre", "radius")

    def __init__(self, centre, radius):
        self.centre, self.radius = centre, radius


def describe(shape):
    match shape:
        case Point(0, 0):
            return "origin"
        case Point(x=0):
            return "on the y axis"
        case Point(x, y) if x == y:
            return f"diagonal at {x}"
        case Circle(Point(0, 0), radius):
            return f"circle around the origin, {radius}"
        case Circle(centre=Point(y=height), radius=1 | 2 as small):
            return f"small {small} at height {height}"
        case Point() | Circle():
            return "some shape"


for shape in (Point(0, 0), Point(0, 5), Point(2, 2), Circle(Point(0, 0), 9), Circle(Point(1, 3), 2), Circle(None, 1), 5):
    print(describe(shape))
