# What a dataclass refuses, in CPython's words.
from dataclasses import asdict, dataclass, field, fields, replace


@dataclass
class Point:
    x: int
    y: int
    z: int = 0


@dataclass(frozen=True)
class Frozen:
    x: int


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def order_of_defaults():
    @dataclass
    class Wrong:
        a: int = 1
        b: int


def mutable_default():
    @dataclass
    class Wrong:
        a: list = []


def thaw():
    @dataclass
    class Wrong(Frozen):
        y: int = 1


def freeze():
    @dataclass(frozen=True)
    class Wrong(Point):
        w: int = 1


attempt(lambda: Point())
attempt(lambda: Point(1))
attempt(lambda: Point(1, 2, 3, 4))
attempt(lambda: Point(1, 2, w=3))
attempt(lambda: Point(1, 2, x=3))
attempt(lambda: Point(1, 2) < Point(3, 4))
attempt(lambda: hash(Point(1, 2)))
attempt(order_of_defaults)
attempt(mutable_default)
attempt(thaw)
attempt(freeze)
attempt(lambda: field(default=1, default_factory=list))
attempt(lambda: asdict(3))
attempt(lambda: fields(3))
attempt(lambda: replace(Point(1, 2), q=1))
