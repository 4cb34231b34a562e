"""Classes that hold data: dataclass, field, fields, asdict, astuple, replace, make_dataclass, InitVar, KW_ONLY.

The methods are closures over the list of fields; nothing is compiled from text.
Left out: weakref_slot; `slots` is accepted and changes nothing.
"""

from _binding import Signature


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


class _KeywordOnly:
    """Stands in a class body as `_: KW_ONLY`; the fields behind it are for keywords only."""


MISSING = _Missing()
KW_ONLY = _KeywordOnly()


class InitVar:
    """An annotation for what goes to __init__ and __post_init__ and is not kept."""

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', self.type)}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field. Its name and type come with the class."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        kind = {"field": "_FIELD", "init only": "_FIELD_INITVAR", "class": "_FIELD_CLASSVAR"}[self._kind]
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata=mappingproxy({self.metadata!r}),kw_only={self.kw_only!r},"
                f"_field_type={kind})")

    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Give a class the methods that follow from its annotated fields."""
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)

    return decorate if cls is None else decorate(cls)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only):
    _check_frozen_bases(cls, frozen)
    known = {}
    for base in reversed(cls.__mro__[1:]):
        known.update(base.__dict__.get("__dataclass_fields__", {}))
    for own in _own_fields(cls, kw_only):
        known[own.name] = own
    own_names = cls.__dict__
    explicit_hash = own_names.get("__hash__") is not None or "__hash__" in own_names and "__eq__" not in own_names
    cls.__dataclass_fields__ = known
    cls.__dataclass_params__ = _Parameters(init, repr, eq, order, unsafe_hash, frozen)
    kept = [each for each in known.values() if each._kind == "field"]
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    if init:
        _set(cls, "__init__", _make_init(cls, [each for each in known.values() if each._kind != "class"], frozen))
    if repr and "__repr__" not in own_names:
        _set(cls, "__repr__", _make_repr([each.name for each in kept if each.repr]))
    compared = [each.name for each in kept if each.compare]
    if eq and "__eq__" not in own_names:
        _set(cls, "__eq__", _make_eq(compared))
    if order:
        _add_order(cls, own_names, compared)
    if frozen:
        _add_frozen(cls, own_names, [each.name for each in kept])
    _add_hash(cls, kept, unsafe_hash, eq, frozen, explicit_hash)
    if match_args and "__match_args__" not in own_names:
        cls.__match_args__ = tuple([each.name for each in known.values()
                                    if each._kind != "class" and each.init and not each.kw_only])
    if cls.__doc__ is None:
        shown = [f"{each.name}: {_type_text(each.type)}{_default_text(each)}" for each in kept if each.init]
        cls.__doc__ = f"{cls.__name__}({', '.join(shown)})"
    return cls


class _Parameters:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return (f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},"
                f"unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})")


def _type_text(type):
    return repr(type) if isinstance(type, str) else str(getattr(type, "__name__", type))


def _default_text(each):
    if each.default is not MISSING:
        return f" = {each.default!r}"
    return "" if each.default_factory is MISSING else " = <factory>"


def _check_frozen_bases(cls, frozen):
    for base in cls.__mro__[1:]:
        parameters = base.__dict__.get("__dataclass_params__")
        if parameters is not None and parameters.frozen != frozen:
            if frozen:
                raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")


# From annotations to fields

def _own_fields(cls, kw_only):
    namespace = cls.__dict__
    annotations = cls.__annotations__
    result = []
    for name, type in annotations.items():
        if _is(type, KW_ONLY, "KW_ONLY"):
            kw_only = True
            continue
        result.append(_own_field(cls, name, type, namespace.get(name, MISSING), kw_only))
    for name, value in namespace.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return result


def _is(type, wanted, name):
    """Annotations may be texts: of those the name counts."""
    return type is wanted or isinstance(type, str) and (type == name or type == f"dataclasses.{name}")


def _is_class_variable(type):
    if isinstance(type, str):
        return type.startswith(("ClassVar", "typing.ClassVar"))
    return "ClassVar" in (getattr(type, "_name", None), getattr(getattr(type, "__origin__", None), "_name", None))


def _is_init_variable(type):
    if isinstance(type, str):
        return type.startswith(("InitVar", "dataclasses.InitVar"))
    return type is InitVar or isinstance(type, InitVar)


def _own_field(cls, name, type, value, kw_only):
    if isinstance(value, Field):
        result = value
        # The class shows the default itself, or nothing.
        if value.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, value.default)
    else:
        result = field(default=value)
    result.name = name
    result.type = type
    if _is_class_variable(type):
        result._kind = "class"
    elif _is_init_variable(type):
        result._kind = "init only"
    if result._kind != "field" and result.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if result._kind == "class":
        if result.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        result.kw_only = False
    elif result.kw_only is MISSING:
        result.kw_only = kw_only
    if result._kind == "field" and getattr(result.default.__class__, "__hash__", None) is None:
        raise ValueError(f"mutable default {result.default.__class__} for field {name} is not allowed: "
                         "use default_factory")
    return result


# The methods

def _set(cls, name, function):
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)


def _make_init(cls, known, frozen):
    given = [each for each in known if each.init]
    positional = [each for each in given if not each.kw_only]
    keyword_only = [each for each in given if each.kw_only]
    seen_default = False
    for each in positional:
        if each._has_default():
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {each.name!r} follows default argument")
    names = [each.name for each in positional]
    signature = Signature(f"{cls.__qualname__}.__init__", names, [each.name for each in given if each._has_default()],
                          [each.name for each in keyword_only])
    init_only = [each.name for each in known if each._kind == "init only"]
    put = object.__setattr__ if frozen else setattr
    plain = len(known) == len(positional) and not init_only and not hasattr(cls, "__post_init__")

    def __init__(self, /, *args, **kwargs):
        if plain and not kwargs and len(args) == len(names):
            for name, value in zip(names, args):
                put(self, name, value)
            return
        bound = signature.bind(args, kwargs)
        for each in known:
            name = each.name
            if name not in bound:
                if each.default_factory is not MISSING:
                    bound[name] = each.default_factory()
                elif each.init and each.default is not MISSING:
                    bound[name] = each.default
            # A field that is not in __init__ shows its plain default from the class.
            if each._kind == "field" and name in bound:
                put(self, name, bound[name])
        if hasattr(self, "__post_init__"):
            self.__post_init__(*[bound[name] for name in init_only])

    annotations = {each.name: each.type for each in given}
    annotations["return"] = None
    __init__.__annotations__ = annotations
    return __init__


_being_shown = set()


def _make_repr(names):
    def __repr__(self):
        from _thread import get_ident
        key = (id(self), get_ident())
        if key in _being_shown:
            return "..."
        _being_shown.add(key)
        try:
            shown = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _being_shown.discard(key)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    return __repr__


def _values(obj, names):
    return tuple([getattr(obj, name) for name in names])


def _make_eq(names):
    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return _values(self, names) == _values(other, names)

    return __eq__


def _add_order(cls, own_names, names):
    comparisons = {
        "__lt__": lambda a, b: a < b,
        "__le__": lambda a, b: a <= b,
        "__gt__": lambda a, b: a > b,
        "__ge__": lambda a, b: a >= b,
    }
    for name, compare in comparisons.items():
        if name in own_names:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                            "Consider using functools.total_ordering")
        _set(cls, name, _make_comparison(names, compare))


def _make_comparison(names, compare):
    def method(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return compare(_values(self, names), _values(other, names))

    return method


def _add_frozen(cls, own_names, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        name = function.__name__
        if name in own_names:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        _set(cls, name, function)


def _add_hash(cls, kept, unsafe_hash, eq, frozen, explicit):
    """Equal values want equal hashes: a hash of the values if they cannot change, else none."""
    if unsafe_hash or eq and frozen:
        if explicit:
            if unsafe_hash:
                raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
            return
        names = [each.name for each in kept if (each.compare if each.hash is None else each.hash)]
        _set(cls, "__hash__", lambda self: hash(_values(self, names)))
    elif eq and not explicit:
        cls.__hash__ = None


# Looking at instances

def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def fields(class_or_instance):
    known = getattr(class_or_instance, "__dataclass_fields__", None)
    if known is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([each for each in known.values() if each._kind == "field"])


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfold(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfold(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _unfold(value, gather):
    """The value with every dataclass instance in it replaced by what `gather` makes of (name, value) pairs."""
    if _is_instance(value):
        return gather([(each.name, _unfold(getattr(value, each.name), gather)) for each in fields(value)])
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_unfold(item, gather) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_unfold(item, gather) for item in value])
    if isinstance(value, dict):
        pairs = [(_unfold(key, gather), _unfold(item, gather)) for key, item in value.items()]
        if hasattr(type(value), "default_factory") or hasattr(value, "default_factory"):
            result = type(value)(value.default_factory)
            for key, item in pairs:
                result[key] = item
            return result
        return type(value)(pairs)
    from copy import deepcopy
    return deepcopy(value)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in obj.__dataclass_fields__.values():
        if each._kind == "class":
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(f"field {each.name} is declared with init=False, it cannot be specified with "
                                 "replace()")
        elif each.name not in changes:
            if each._kind == "init only":
                if each.default is MISSING:
                    raise ValueError(f"InitVar {each.name!r} must be specified with replace()")
            else:
                changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    """A dataclass from names, (name, type) pairs and (name, type, field) triples."""
    body = {"__module__": "__main__"}
    body.update(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            item = (item, "typing.Any")
        annotations[item[0]] = item[1]
        if len(item) == 3:
            body[item[0]] = item[2]
    body["__annotations__"] = annotations
    return dataclass(**options)(type(cls_name, bases, body))
