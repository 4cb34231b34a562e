# Classes that cannot be instantiated, and classes known by their methods.
import collections.abc
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    def describe(self):
        return f"{self.name} of {self.area()}"


class Half(Shape):
    def area(self):
        return 0


class Square(Shape):
    name = "square"

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


class Runner(metaclass=ABCMeta):
    @abstractmethod
    def run(self): ...


@Shape.register
class Foreign:
    pass


for cls in (Shape, Half, Runner):
    try:
        cls()
    except TypeError as error:
        print("TypeError:", error)
print(Square(3).describe(), isinstance(Square(1), Shape), issubclass(Half, Shape), isinstance(Foreign(), Shape), issubclass(int, Shape))
print(sorted(Shape.__abstractmethods__), sorted(Square.__abstractmethods__))


class Countdown(collections.abc.Iterator):
    def __init__(self, start):
        self.start = start

    def __next__(self):
        if self.start == 0:
            raise StopIteration
        self.start -= 1
        return self.start


class Deck(collections.abc.Sequence):
    def __init__(self, *cards):
        self.cards = cards

    def __getitem__(self, place):
        return self.cards[place]

    def __len__(self):
        return len(self.cards)


class Lower(collections.abc.MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


print(list(Countdown(3)))
deck = Deck("a", "b", "c", "b")
print(list(deck), "b" in deck, deck.index("c"), deck.count("b"), list(reversed(deck)))
lower = Lower()
lower["ABC"] = 1
lower.update(Def=2)
print(dict(lower), lower.get("none"), "aBc" in lower, lower.pop("DEF"), lower.setdefault("X", 3), list(lower.items()), len(lower))
for value in (1, "text", [1], {}, (), {1}, range(3), iter([]), len, None, deck, lower):
    print([name for name in ("Hashable", "Callable", "Iterable", "Iterator", "Sized", "Container", "Sequence", "MutableSequence", "Mapping", "Set")
           if isinstance(value, getattr(collections.abc, name))])
