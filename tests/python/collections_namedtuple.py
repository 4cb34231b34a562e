from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
Job = namedtuple("Job", "name priority done", defaults=[False])
p = Point(1, y=2)
x, y = p
print(p, p.x, p[1], x + y, p == (1, 2), p._replace(x=9), p._asdict(), Point._fields, Point._make([5, 6]))
print(Job("write", 3), Job("read", 1, True)._asdict(), sorted([Job("b", 2), Job("a", 2)]), isinstance(p, tuple), len(p))
for attempt in (lambda: Point(1), lambda: setattr(p, "x", 3), lambda: p.z, lambda: Point(1, 2, 3)):
    try:
        attempt()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
