import functools


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b = Version("1.2"), Version("1.10")
print(a < b, a > b, a <= b, a >= b, a == b, a != Version("1.2"), sorted([b, a]), max(a, b))


class Plain:
    def __lt__(self, other):
        return True


print(Plain() < 1, 1 > Plain())
try:
    Plain() <= 1
except TypeError as error:
    print(error)
try:
    hash(a)
except TypeError as error:
    print(error)
