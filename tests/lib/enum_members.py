# Names for values.
from enum import Enum, auto, unique


class Colour(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def shout(self):
        return self.name + "!"

    @classmethod
    def favourite(cls):
        return cls.BLUE

    @property
    def following(self):
        return Colour(self.value % 3 + 1)


class State(Enum):
    THINKING = auto()
    HUNGRY = auto()
    EATING = 10
    DONE = auto()


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


print(Colour.RED, repr(Colour.RED), Colour.RED.name, Colour.RED.value, list(Colour), len(Colour))
print(Colour(2), Colour["BLUE"], Colour.CRIMSON, Colour.RED is Colour.CRIMSON, Colour.RED == 1, Colour.RED == Colour.RED)
print(Colour.RED.shout(), Colour.favourite(), Colour.BLUE.following, Colour.RED in Colour, isinstance(Colour.RED, Colour))
print(f"{Colour.RED} {Colour.RED!r} {Colour.RED:>12}|", {Colour.RED: "warm"}[Colour.RED], list(reversed(Colour)))
print(list(Colour.__members__.items()), Colour, bool(Colour.RED))
print([(state.name, state.value) for state in State])
print(Planet.MARS.mass, repr(Planet.EARTH), Planet((6.4e23, 3.39e6)))
match Colour.GREEN:
    case Colour.RED:
        print("red")
    case Colour.GREEN:
        print("green")


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def reassign():
    Colour.RED = 5


def extend():
    class More(Colour):
        YELLOW = 4


def repeated():
    @unique
    class Wrong(Enum):
        A = 1
        B = 1


attempt(lambda: Colour(9))
attempt(lambda: Colour["PINK"])
attempt(lambda: Colour.PINK)
attempt(lambda: Colour.RED < Colour.BLUE)
attempt(reassign)
attempt(extend)
attempt(repeated)
print(list(Enum("Size", "SMALL LARGE")), list(Enum("Mode", {"ON": "x", "OFF": "y"})))
