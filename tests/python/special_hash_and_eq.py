class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


points = {Point(1, 2): "first", Point(1, 2): "second"}
print(points, Point(1, 2) in {Point(1, 2)}, len({Point(0, 0), Point(0, 0), Point(0, 1)}))
print(Point(1, 2) == Point(1, 2), Point(1, 2) is Point(1, 2), Point(1, 2) == (1, 2), Point(1, 2) != 5)
print([Point(3, 4)].index(Point(3, 4)), [Point(0, 0)].count(Point(0, 0)))
