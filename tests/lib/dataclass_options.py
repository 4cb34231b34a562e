# Frozen, hashed, for keywords only.
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, dataclass, field


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


@dataclass(kw_only=True)
class Options:
    verbose: bool = False
    level: int


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3


@dataclass
class Scaled:
    value: int
    factor: InitVar[int] = 2
    result: int = field(init=False)

    def __post_init__(self, factor):
        self.result = self.value * factor


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: list = field(default_factory=list, hash=False)


@dataclass(eq=False)
class Same:
    a: int


@dataclass(repr=False)
class Quiet:
    a: int

    def __repr__(self):
        return "quiet"


point = Point(1)
print(point, hash(point) == hash(Point(1, 0)), {point: "here"}[Point(1)], len({Point(1), Point(1), Point(2)}))
for change in (lambda: setattr(point, "x", 5), lambda: delattr(point, "x"), lambda: setattr(point, "new", 1)):
    try:
        change()
    except FrozenInstanceError as error:
        print("FrozenInstanceError:", error)
print(Options(level=3), Mixed(1, b=2), Scaled(5), Scaled(5, 10), hash(Hashed(1)) == hash(Hashed(1, [2])))
print(Same(1) == Same(1), Quiet(3))
try:
    hash(Mixed(1, b=2))
except TypeError as error:
    print("TypeError:", error)
