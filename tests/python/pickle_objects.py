import collections
import copyreg
import dataclasses
import datetime
import enum
import fractions
import functools
import heapq
import operator
import pickle
import random
import time
import types


def show(value, compare=True):
    data = pickle.dumps(value)
    again = pickle.loads(data)
    shown = (type(again).__name__, again == value) if compare else ()
    print(len(data), data, *shown, pickle.dumps(again) == data)


class Plain:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def method(self):
        return self.x

    @classmethod
    def made(cls):
        return cls(1, 2)

    class Inner:
        pass


class Child(Plain):
    pass


class Slots:
    __slots__ = ("a", "b")


class State:
    def __init__(self, value):
        self.value = value
        self.cache = object()

    def __getstate__(self):
        return {"value": self.value}

    def __setstate__(self, state):
        self.value = state["value"]
        self.cache = "new"

    def __eq__(self, other):
        return self.value == other.value


class Reduced:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return Reduced, (self.a, self.b)

    def __eq__(self, other):
        return (self.a, self.b) == (other.a, other.b)


class NewArguments:
    def __new__(cls, a, b=0):
        self = object.__new__(cls)
        self.a = a
        return self

    def __getnewargs__(self):
        return (self.a,)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


class NewKeywords(NewArguments):
    def __getnewargs_ex__(self):
        return (self.a,), {"b": 3}


class Guarded:
    def __init__(self):
        object.__setattr__(self, "value", 1)

    def __setattr__(self, name, value):
        raise AttributeError("frozen")

    def __eq__(self, other):
        return self.value == other.value


class Single:
    def __reduce__(self):
        return "SINGLE"


SINGLE = Single()
Pair = collections.namedtuple("Pair", "left right")


class Colour(enum.Enum):
    RED = 1
    BLUE = "b"


class Bits(enum.Flag):
    A = 1
    B = 2


class Number(enum.IntEnum):
    ONE = 1


@dataclasses.dataclass
class Point:
    x: int
    y: float = 2.0


@dataclasses.dataclass(frozen=True)
class Frozen:
    x: int
    y: list


class MyError(Exception):
    def __init__(self, message, code):
        super().__init__(message, code)
        self.code = code


class Num(int):
    pass


class Real(float):
    pass


class Text(str):
    pass


class Row(tuple):
    pass


class Stack(list):
    pass


class Table(dict):
    pass


class Bag(set):
    pass


class Data(bytes):
    pass


def double(x):
    return 2 * x


@functools.lru_cache
def cached(x):
    return x


for value in (double, cached, Plain, Plain.Inner, Plain.method, len, print, int, ValueError, dict.fromkeys, str.upper,
              [1].append, type(None), ..., NotImplemented, range(3), slice(1, 2), object, type, operator.add,
              heapq.heappush, time.sleep, collections.deque, [int, len, "int", "builtins", Plain, "Plain", double, "double"]):
    show(value, False)
show(Plain.made, False)
for value in (Plain(1, [2]), Child("a", "b"), [Plain(1, 2), Plain(3, 4), Plain], Plain.Inner(), Plain(1, 2).method):
    show(value, False)
slots = Slots()
slots.a = 1
show(slots, False)
for value in (State(5), Reduced(1, [2]), NewArguments(4), NewKeywords(4), Guarded(), SINGLE, [SINGLE, SINGLE]):
    show(value)
show([Pair(1, 2), Pair(3, Pair)])
show([Colour.RED, Colour.BLUE, Colour.RED, Colour])
print(pickle.loads(pickle.dumps(Colour.RED)) is Colour.RED)
show([Bits.A | Bits.B, Number.ONE])
show([Point(1), Point(2, 3.5)])
show(Frozen(1, [2]))
for value in (Num(5), Num(1 << 80), Real(-0.0), Text("abc"), Row((1, 2)), Stack([1]), Stack([1, 2]), Table(a=1),
              Table(a=1, b=2), Bag([1]), Data(b"xy")):
    value.note = "kept"
    show(value)
for error in (ValueError("bad", 3), KeyError("k"), MyError("text", 7), StopIteration(3), OSError(5, "text")):
    data = pickle.dumps(error)
    again = pickle.loads(data)
    print(data, repr(again), again.__dict__ if isinstance(again, MyError) else "")
show(collections.OrderedDict(a=1, b=2))
show(collections.defaultdict(list, {1: [2]}))
show(collections.Counter("hello"))
show(collections.deque([1, 2, 3], 5))
show(collections.deque())
for value in (functools.partial(pow, 2, mod=5), functools.partial(Point, 2)):
    data = pickle.dumps(value)
    print(data, pickle.loads(data)(3))
show(datetime.date(2024, 2, 29))
show(datetime.datetime(2024, 2, 29, 1, 2, 3, 456789))
show(datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc))
show(datetime.timedelta(days=3, seconds=4))
show(datetime.time(1, 2, 3))
show(fractions.Fraction(1, 3))
show(types.SimpleNamespace(a=1))
generator = random.Random(5)
print(len(pickle.dumps(generator)), pickle.loads(pickle.dumps(generator)).random() == generator.random())

# An instance with a cycle through itself.
node = Plain(1, None)
node.y = [node]
data = pickle.dumps(node)
print(data)
again = pickle.loads(data)
print(again.y[0] is again)


# Reducers from outside.
class Handle:
    def __init__(self, number):
        self.number = number


def open_handle(number):
    return Handle(number)


def reduce_handle(handle):
    return open_handle, (handle.number,)


copyreg.pickle(Handle, reduce_handle)
data = pickle.dumps([Handle(7)])
print(data, pickle.loads(data)[0].number)


class File:
    def __init__(self, data=b""):
        self.data = data

    def write(self, data):
        self.data += data

    def read(self, length):
        head, self.data = self.data[:length], self.data[length:]
        return head

    def readline(self):
        return self.read(self.data.find(b"\n") + 1)


class Outside(pickle.Pickler):
    def persistent_id(self, obj):
        return obj.x if isinstance(obj, Plain) else None


class Inside(pickle.Unpickler):
    def persistent_load(self, pid):
        return f"plain {pid}"


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, Plain):
            return int, (str(obj.x),)
        return NotImplemented


file = File()
Outside(file).dump([Plain(1, 2), Plain("one", 2), 3])
print(file.data)
print(Inside(file).load())
file = File()
Override(file).dump([Plain(17, 2), double])
print(file.data, pickle.load(file)[0])
file = File()
pickle.dump({"a": 1}, file)
pickle.dump(Plain(1, 2), file)
print(pickle.load(file), pickle.load(file).x, file.data)
print(pickle.loads(b"(lp0\nI1\naI01\naF1.5\naV\xc3\xa9\na(dp1\nS'k'\nL5L\nsa.".replace(b"\xc3\xa9", b"word")))
print(pickle.loads(b"c__builtin__\nlen\n(V1234\ntR."))
print(object.__reduce_ex__(Plain(1, 2), 4)[1:], Plain(1, 2).__getstate__(), Plain.Inner().__getstate__())
