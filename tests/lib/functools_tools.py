# Functions from functions.
import functools
import operator

binary = functools.partial(int, base=2)
print(binary("101"), binary.func, binary.args, binary.keywords)
print(functools.partial(functools.partial(max, 1), 2)(3))
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(operator.mul, [], 7))


def announced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("calling", function.__name__)
        return function(*args, **kwargs)

    return wrapper


@announced
def greet(name):
    """Says hello."""
    return f"hello {name}"


print(greet("you"), greet.__name__, greet.__doc__, greet.__qualname__, greet.__wrapped__("x"))


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.number < other.number


one, two = Version(1), Version(2)
print(one < two, one <= two, one > two, one >= two, one >= Version(1), max(one, two).number)
print(sorted(["bb", "a", "ccc"], key=functools.cmp_to_key(lambda a, b: len(b) - len(a))))


@functools.singledispatch
def describe(value):
    return "something"


@describe.register
def _(value: int):
    return "a number"


@describe.register(list)
def _(value):
    return "a list"


print(describe(1), describe(True), describe([]), describe("x"))


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


attempt(lambda: functools.reduce(operator.add, []))
attempt(lambda: functools.total_ordering(type("Empty", (), {})))
attempt(lambda: one >= 3)
attempt(lambda: functools.partial(5))
