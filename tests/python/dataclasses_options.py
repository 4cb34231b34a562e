from dataclasses import FrozenInstanceError, dataclass, field, InitVar


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


@dataclass
class Circle:
    radius: float
    scale: InitVar[int] = 1
    area: float = field(init=False)

    def __post_init__(self, scale):
        self.area = round(3.14 * self.radius**2 * scale, 2)


@dataclass(kw_only=True)
class Base:
    x: int = 1


@dataclass
class Child(Base):
    y: int


print(sorted([Version(1, 2), Version(1), Version(0, 9, "old")]), Version(1) == Version(1, note="z"), len({Version(1), Version(1)}))
print(Circle(2), Circle(1, 10).area, Child(5), Child(2, x=3))
try:
    Version(1).major = 2
except FrozenInstanceError as error:
    print(error)
