"""Names for annotations. Everything is accepted and can be subscripted; nothing is checked.

NamedTuple and TypedDict make classes, Protocol with runtime_checkable looks at names, cast returns its argument.
Left out: get_type_hints for annotations given as text, and the arguments of generic classes of one's own.
"""

from abc import ABCMeta

TYPE_CHECKING = False


class _Name:
    """A special form: Union, List, Iterable, … `origin` is the class behind it, if there is one.

    A class of another module is given as (module, name) and looked up when asked for: few programs ask.
    """

    def __init__(self, name, origin=None):
        self._name = name
        self._origin = origin
        self.__name__ = name

    @property
    def __origin__(self):
        if isinstance(self._origin, tuple):
            module, name = self._origin
            if module == "collections":
                import collections as home
            else:
                import collections.abc as home
            self._origin = getattr(home, name)
        return self._origin

    def __getitem__(self, arguments):
        if self._name == "Optional":
            arguments = (arguments, type(None))
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        if self._name in ("Union", "Optional"):
            return _union(arguments)
        return _Alias(self, arguments)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)

    def __instancecheck__(self, instance):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        return () if self.__origin__ is None else (self.__origin__,)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return f"typing.{self._name}"


def _shown(argument):
    if argument is None or argument is type(None):
        return "NoneType"
    if isinstance(argument, str):
        return f"ForwardRef({argument!r})"
    if argument is ...:
        return "..."
    if isinstance(argument, list):
        return f"[{', '.join([_shown(item) for item in argument])}]"
    if isinstance(argument, type):
        module = argument.__module__
        return argument.__qualname__ if module == "builtins" else f"{module}.{argument.__qualname__}"
    return repr(argument)


class _Alias(_Name):
    """A special form with arguments: List[int], Optional[str]."""

    def __init__(self, base, arguments):
        self._base = base
        self._name = getattr(base, "_name", None)
        self.__args__ = arguments

    @property
    def __origin__(self):
        return (self._base.__origin__ or self._base) if isinstance(self._base, _Name) else self._base

    @property
    def __parameters__(self):
        return _parameters(self.__args__)

    def __getitem__(self, arguments):
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        given = dict(zip(self.__parameters__, arguments))
        return _Alias(self._base, tuple([given.get(item, item) if isinstance(item, TypeVar) else item
                                         for item in self.__args__]))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, instance):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __mro_entries__(self, bases):
        origin = self.__origin__
        return (origin,) if isinstance(origin, type) else ()

    def __eq__(self, other):
        return isinstance(other, _Alias) and (self._base, self.__args__) == (other._base, other.__args__)

    def __hash__(self):
        return hash((id(self._base), len(self.__args__)))

    def __repr__(self):
        if self._name == "Union":
            return self._shown_union()
        if self._name in ("Literal", "Annotated"):
            shown = [_shown(item) if isinstance(item, type) else repr(item) for item in self.__args__]
        else:
            shown = [_shown(item) for item in self.__args__]
        if self._name == "Callable" and len(shown) == 2 and self.__args__[0] is not ...:
            return f"typing.Callable[{shown[0]}, {shown[1]}]"
        return f"{_shown(self._base)}[{', '.join(shown)}]"

    def _shown_union(self):
        if len(self.__args__) == 2 and type(None) in self.__args__:
            other = [item for item in self.__args__ if item is not type(None)]
            return f"typing.Optional[{_shown(other[0])}]"
        return f"typing.Union[{', '.join([_shown(item) for item in self.__args__])}]"


def _parameters(arguments):
    found = []
    for item in arguments:
        inner = [item] if isinstance(item, TypeVar) else getattr(item, "__parameters__", ())
        found += [each for each in inner if each not in found]
    return tuple(found)


def _union(members):
    flat = []
    for member in members:
        if member is None:
            member = type(None)
        inner = member.__args__ if isinstance(member, _Alias) and member._name == "Union" else (member,)
        flat += [each for each in inner if each not in flat]
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat))


Union = _Name("Union")
Optional = _Name("Optional")
NoReturn = _Name("NoReturn")
Never = _Name("Never")
Self = _Name("Self")
LiteralString = _Name("LiteralString")
ClassVar = _Name("ClassVar")
Final = _Name("Final")
Literal = _Name("Literal")
Annotated = _Name("Annotated")
Concatenate = _Name("Concatenate")
TypeAlias = _Name("TypeAlias")
TypeGuard = _Name("TypeGuard")
Required = _Name("Required")
NotRequired = _Name("NotRequired")
Unpack = _Name("Unpack")

List = _Name("List", list)
Dict = _Name("Dict", dict)
Set = _Name("Set", set)
FrozenSet = _Name("FrozenSet", frozenset)
Tuple = _Name("Tuple", tuple)
Type = _Name("Type", type)


class _AnyMeta(type):
    def __instancecheck__(cls, instance):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)

    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Anything at all; may also be inherited from."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _of_abc(name, counterpart=None):
    return _Name(name, ("collections.abc", counterpart or name))


Iterable = _of_abc("Iterable")
Iterator = _of_abc("Iterator")
Generator = _of_abc("Generator")
Reversible = _of_abc("Reversible")
Container = _of_abc("Container")
Collection = _of_abc("Collection")
Sized = _of_abc("Sized")
Hashable = _of_abc("Hashable")
Sequence = _of_abc("Sequence")
MutableSequence = _of_abc("MutableSequence")
Mapping = _of_abc("Mapping")
MutableMapping = _of_abc("MutableMapping")
AbstractSet = _of_abc("AbstractSet", "Set")
MutableSet = _of_abc("MutableSet")
MappingView = _of_abc("MappingView")
KeysView = _of_abc("KeysView")
ItemsView = _of_abc("ItemsView")
ValuesView = _of_abc("ValuesView")
ByteString = _of_abc("ByteString")
Callable = _of_abc("Callable")
Awaitable = _of_abc("Awaitable")
Coroutine = _of_abc("Coroutine")
AsyncIterable = _of_abc("AsyncIterable")
AsyncIterator = _of_abc("AsyncIterator")
AsyncGenerator = _of_abc("AsyncGenerator")

Deque = _Name("Deque", ("collections", "deque"))
DefaultDict = _Name("DefaultDict", ("collections", "defaultdict"))
OrderedDict = _Name("OrderedDict", ("collections", "OrderedDict"))
Counter = _Name("Counter", ("collections", "Counter"))
ChainMap = _Name("ChainMap", ("collections", "ChainMap"))

ContextManager = _Name("ContextManager")
AsyncContextManager = _Name("AsyncContextManager")
IO = _Name("IO")
TextIO = _Name("TextIO")
BinaryIO = _Name("BinaryIO")
Pattern = _Name("Pattern")
Match = _Name("Match")
SupportsInt = _Name("SupportsInt")
SupportsFloat = _Name("SupportsFloat")
SupportsIndex = _Name("SupportsIndex")
SupportsAbs = _Name("SupportsAbs")
SupportsBytes = _Name("SupportsBytes")
SupportsComplex = _Name("SupportsComplex")
SupportsRound = _Name("SupportsRound")

Text = str


# Type variables and generic classes

class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return f"{'+' if self.__covariant__ else '-' if self.__contravariant__ else '~'}{self.__name__}"


class ParamSpec(TypeVar):
    @property
    def args(self):
        return _Name(f"{self.__name__}.args")

    @property
    def kwargs(self):
        return _Name(f"{self.__name__}.kwargs")


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    """A class with type parameters. Box[int] is Box itself: so it can be called and inherited from."""

    def __class_getitem__(cls, arguments):
        return cls


class _ProtocolMeta(ABCMeta):
    """A protocol cannot be instantiated; a runtime-checkable one looks whether the names are there."""

    def __call__(cls, *args, **kwargs):
        if cls.__dict__.get("_is_protocol"):
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        if super().__instancecheck__(instance):
            return True
        if not cls.__dict__.get("_is_protocol"):
            return False
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all([hasattr(instance, name) for name in _protocol_names(cls)])

    def __subclasscheck__(cls, subclass):
        if super().__subclasscheck__(subclass):
            return True
        if not cls.__dict__.get("_is_runtime_protocol"):
            return False
        return all([hasattr(subclass, name) for name in _protocol_names(cls)])


def _protocol_names(cls):
    unasked = ("__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__annotations__",
               "__abstractmethods__", "__parameters__", "__init__", "__orig_bases__", "__slots__", "__class_getitem__",
               "__subclasshook__", "__new__", "__hash__")
    names = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol") and base is not Protocol:
            names.update(base.__annotations__)
            names.update([name for name in base.__dict__ if not name.startswith(("_is_", "_abc_"))])
    return sorted(names.difference(unasked))


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


# Classes made from annotations

class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if namespace.get("_is_root"):
            return super().__new__(metacls, name, bases, namespace)
        from collections import namedtuple
        annotations = namespace.get("__annotations__", {})
        defaults = {}
        for field in annotations:
            if field in namespace:
                defaults[field] = namespace[field]
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{plural} "
                                f"{', '.join(defaults)}")
        made = namedtuple(name, list(annotations), defaults=list(defaults.values()),
                          module=namespace.get("__module__"))
        made.__annotations__ = dict(annotations)
        made.__qualname__ = namespace.get("__qualname__", name)
        unkept = ("__module__", "__qualname__", "__annotations__", "__classcell__", "__orig_bases__")
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "_fields", "_make", "_replace", "_asdict"):
                if key != "__slots__":
                    raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            elif key not in annotations and key not in unkept:
                setattr(made, key, value)
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    """class Point(NamedTuple): x: int; y: int = 0 — or NamedTuple("Point", [("x", int), ("y", int)])."""

    _is_root = True

    def __new__(cls, typename, fields=(), /, **kwargs):
        from collections import namedtuple
        pairs = list(fields) or list(kwargs.items())
        made = namedtuple(typename, [name for name, _ in pairs])
        made.__annotations__ = dict(pairs)
        return made


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        # An instance is a plain dict.
        cls = super().__new__(metacls, name, (), namespace)
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        cls.__annotations__ = annotations
        cls.__total__ = total
        cls.__required_keys__ = frozenset(annotations if total else ())
        cls.__optional_keys__ = frozenset(() if total else annotations)
        return cls

    def __init__(cls, name, bases, namespace, total=True):
        pass

    def __call__(cls, *args, **kwargs):
        if cls is TypedDict:
            return _TypedDictMeta(args[0], (), {"__annotations__": dict(args[1]) if len(args) > 1 else kwargs})
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictMeta):
    """class Movie(TypedDict): title: str — its instances are plain dicts."""


class NewType:
    """A name for a type that checkers tell apart; calling it gives the argument back."""

    def __init__(self, name, tp):
        self.__name__ = name
        self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


# Functions

def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    return _overload_dummy


def final(f):
    return f


def no_type_check(arg):
    return arg


def dataclass_transform(**kwargs):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _Alias):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for base in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        for name, hint in getattr(base, "__annotations__", {}).items():
            hints[name] = type(None) if hint is None else hint
    return hints
