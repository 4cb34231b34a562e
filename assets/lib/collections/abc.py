"""The module `collections.abc`: what an object is, by the methods it has.

Anything with the methods of a small class (Iterable, Sized, …) is one. A Sequence, Set or Mapping is a builtin
type or what inherits or registers; subclasses get the methods that follow from the abstract ones.
"""

from abc import ABCMeta, abstractmethod
from collections import ChainMap, UserDict, deque


def _offers(cls, name):
    """Whether instances have this special method; None in its place says no."""
    for base in cls.__mro__:
        if base is not object and name in base.__dict__:
            return base.__dict__[name] is not None
    # A builtin class may not list its methods. What a class says of itself through its own class does not count.
    return getattr(cls, name, None) is not None and not hasattr(object, name) and not hasattr(type(cls), name)


class _ByMethods(ABCMeta):
    """The class of abstract classes that recognise others by their methods, named in `_asked`."""

    def __subclasscheck__(cls, subclass):
        asked = cls.__dict__.get("_asked")
        if asked and isinstance(subclass, type) and all([_offers(subclass, name) for name in asked]):
            return True
        return super().__subclasscheck__(subclass)


class _CallableMeta(_ByMethods):
    def __instancecheck__(cls, instance):
        return callable(instance) if cls is Callable else super().__instancecheck__(instance)


class _HashableMeta(_ByMethods):
    def __subclasscheck__(cls, subclass):
        if cls is Hashable and isinstance(subclass, type):
            return _is_hashable(subclass)
        return super().__subclasscheck__(subclass)


def _is_hashable(cls):
    for base in cls.__mro__:
        if base in (list, dict, set, bytearray, deque):
            return False
        if base is not object and "__hash__" in base.__dict__:
            return base.__dict__["__hash__"] is not None
        if base is not object and "__eq__" in base.__dict__:
            return False
    return True


class _Subscriptable(metaclass=_ByMethods):
    """Iterable[int] and the like are for annotations: the arguments are dropped."""

    def __class_getitem__(cls, arguments):
        return cls


class Hashable(metaclass=_HashableMeta):
    @abstractmethod
    def __hash__(self):
        return 0


class Callable(metaclass=_CallableMeta):
    _asked = ("__call__",)

    def __class_getitem__(cls, arguments):
        return cls

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Awaitable(_Subscriptable):
    _asked = ("__await__",)

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    _asked = ("__await__", "send", "throw", "close")

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val


class AsyncIterable(_Subscriptable):
    _asked = ("__aiter__",)

    @abstractmethod
    def __aiter__(self):
        return self


class AsyncIterator(AsyncIterable):
    _asked = ("__anext__", "__aiter__")

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    _asked = ("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Iterable(_Subscriptable):
    _asked = ("__iter__",)

    @abstractmethod
    def __iter__(self):
        yield from ()


class Iterator(Iterable):
    _asked = ("__iter__", "__next__")

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _asked = ("__reversed__", "__iter__")

    @abstractmethod
    def __reversed__(self):
        yield from ()


class Generator(Iterator):
    _asked = ("__iter__", "__next__", "send", "throw", "close")

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError("generator ignored GeneratorExit")


class Sized(metaclass=_ByMethods):
    _asked = ("__len__",)

    @abstractmethod
    def __len__(self):
        return 0


class Container(_Subscriptable):
    _asked = ("__contains__",)

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    _asked = ("__len__", "__iter__", "__contains__")


class Sequence(Reversible, Collection):
    """Needs __getitem__ and __len__."""

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        place = 0
        while True:
            try:
                item = self[place]
            except IndexError:
                return
            yield item
            place += 1

    def __contains__(self, value):
        return any([item is value or item == value for item in self])

    def __reversed__(self):
        for place in reversed(range(len(self))):
            yield self[place]

    def index(self, value, start=0, stop=None):
        size = len(self)
        start = max(start + size, 0) if start < 0 else start
        stop = size if stop is None else stop + size if stop < 0 else stop
        for place in range(start, min(stop, size)):
            item = self[place]
            if item is value or item == value:
                return place
        raise ValueError

    def count(self, value):
        return sum([1 for item in self if item is value or item == value])


class MutableSequence(Sequence):
    """Needs __setitem__, __delitem__ and insert as well."""

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            del self[len(self) - 1]

    def reverse(self):
        size = len(self)
        for place in range(size // 2):
            self[place], self[size - 1 - place] = self[size - 1 - place], self[place]

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class ByteString(Sequence):
    pass


class Set(Collection):
    """Needs __contains__, __iter__ and __len__."""

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all([item in other for item in self])

    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self <= other

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all([item in self for item in other])

    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and self >= other

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self <= other

    __hash__ = None

    def isdisjoint(self, other):
        return not any([item in self for item in other])

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable([item for item in other if item in self])

    __rand__ = __and__

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable([*self, *other])

    __ror__ = __or__

    def __sub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        others = other if isinstance(other, Set) else self._from_iterable(other)
        return self._from_iterable([item for item in self if item not in others])

    def __rsub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable([item for item in other if item not in self])

    def __xor__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        others = other if isinstance(other, Set) else self._from_iterable(other)
        return (self - others) | (others - self)

    __rxor__ = __xor__


class MutableSet(Set):
    """Needs add and discard as well."""

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, it):
        for value in list(it):
            self.add(value)
        return self

    def __iand__(self, it):
        for value in list(self):
            if value not in it:
                self.discard(value)
        return self

    def __ixor__(self, it):
        for value in list(it):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self


class Mapping(Collection):
    """Needs __getitem__, __iter__ and __len__."""

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None


class MutableMapping(Mapping):
    """Needs __setitem__ and __delitem__ as well."""

    _absent = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_absent):
        try:
            value = self[key]
        except KeyError:
            if default is MutableMapping._absent:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        if hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class MappingView(Sized):
    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"


class KeysView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any([each is value or each == value for each in self])

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


def _nothing():
    yield


for _abstract, _builtin in (
    (Reversible, (dict,)), (Sequence, (str, tuple, range, bytes)), (MutableSequence, (list, deque, bytearray)),
    (ByteString, (bytes, bytearray)), (Set, (frozenset,)), (MutableSet, (set,)),
    (MutableMapping, (dict, UserDict, ChainMap)), (KeysView, (type({}.keys()),)), (ItemsView, (type({}.items()),)),
    (ValuesView, (type({}.values()),)), (Generator, (type(_nothing()),)),
):
    for _cls in _builtin:
        _abstract.register(_cls)
