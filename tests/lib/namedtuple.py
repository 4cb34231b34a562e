# Tuples with names.
from collections import namedtuple

Point = namedtuple("Point", "x y")
point = Point(1, y=2)
print(point, point.x, point[1], len(point), point == (1, 2), Point._fields, Point)
print(point._asdict(), point._replace(x=9), Point._make([5, 6]), [*point], {point: 1}[(1, 2)])
x, y = point
print(x + y, "%s-%s" % point, Point(1, 2) < Point(1, 3), sorted([Point(2, 0), Point(1, 9)]), point + (3,))
Task = namedtuple("Task", ["name", "priority", "done"], defaults=[5, False])
print(Task("wash"), Task._field_defaults, Task("a", done=True))
print(namedtuple("Odd", "a def _b a", rename=True)._fields)


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __new__(cls, x, y=0):
        return super().__new__(cls, x, y)

    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


print(Vector(3, 4).length(), Vector(1), Vector(1)._replace(y=5))
match point:
    case Point(x=1, y=other):
        print("matched", other)


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def assign():
    point.x = 5


attempt(lambda: Point(1))
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3))
attempt(lambda: Point(1, z=2))
attempt(lambda: Point(1, x=2))
attempt(lambda: Point._make([1]))
attempt(lambda: point._replace(q=1))
attempt(assign)
attempt(lambda: namedtuple("Bad", "a a"))
attempt(lambda: namedtuple("Bad", "_a"))
attempt(lambda: namedtuple("Bad", "class"))
attempt(lambda: namedtuple("Bad", "1a"))
attempt(lambda: namedtuple("Bad", "a b", defaults=[1, 2, 3]))
attempt(lambda: namedtuple("Long", "a b c d")(1))
