"""Enumerations: Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique, member, nonmember, and Flag's boundaries.

The class body is an ordinary dict here, so `auto()` is settled when the class is made; in the body it
takes part in |, &, ^ and ~ as the number it will be.
Left out: verify, _ignore_ as anything but a list of names, and global_enum.
"""


class auto:
    """A value to be chosen by the class."""

    def __init__(self):
        self.value = None

    def settle(self, choose):
        if self.value is None:
            self.value = choose()
        return self.value

    def __or__(self, other):
        return _Combined(lambda a, b: a | b, self, other)

    def __ror__(self, other):
        return _Combined(lambda a, b: a | b, other, self)

    def __and__(self, other):
        return _Combined(lambda a, b: a & b, self, other)

    def __rand__(self, other):
        return _Combined(lambda a, b: a & b, other, self)

    def __xor__(self, other):
        return _Combined(lambda a, b: a ^ b, self, other)

    def __invert__(self):
        return _Combined(lambda a, b: ~a, self, self)


class _Combined(auto):
    """Two values combined, of which at least one is still to be chosen."""

    def __init__(self, combine, left, right):
        self.combine = combine
        self.left = left
        self.right = right

    def settle(self, choose):
        return self.combine(_settled(self.left, choose), _settled(self.right, choose))


def _settled(value, choose):
    if isinstance(value, auto):
        return value.settle(choose)
    if type(value) is tuple:
        return tuple([_settled(item, choose) for item in value])
    return value


class member:
    """In a class body: this is a member, whatever it looks like."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """In a class body: this is no member."""

    def __init__(self, value):
        self.value = value


class FlagBoundary:
    """What a Flag does with bits that no member has."""

    def __init__(self, name):
        self.name = name
        self.value = name.lower()

    def __repr__(self):
        return f"<FlagBoundary.{self.name}: {self.value!r}>"

    def __str__(self):
        return self.value


STRICT = FlagBoundary("STRICT")
CONFORM = FlagBoundary("CONFORM")
EJECT = FlagBoundary("EJECT")
KEEP = FlagBoundary("KEEP")
FlagBoundary.STRICT = STRICT
FlagBoundary.CONFORM = CONFORM
FlagBoundary.EJECT = EJECT
FlagBoundary.KEEP = KEEP


_VALUE_TYPES = (int, str, float, bytes, tuple, list, dict, set, frozenset)


def _is_member_name(name):
    """Not __dunder__, not _sunder_, not _Class__private."""
    if name.startswith("_"):
        return not (name.endswith("_") or name.startswith("__") or "__" in name)
    return True


def _is_member(name, value):
    if isinstance(value, member):
        return True
    if isinstance(value, nonmember) or not _is_member_name(name):
        return False
    return not (hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__"))


class EnumType(type):
    """The class of enumerations: makes the members, and finds them by value and by name."""

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        ignored = classdict.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        namespace = {}
        values = {}
        for name, value in classdict.items():
            if name in ignored or name == "_ignore_":
                continue
            if _is_member(name, value):
                values[name] = value.value if isinstance(value, member) else value
            else:
                namespace[name] = value.value if isinstance(value, nonmember) else value
        namespace["_member_type_"] = object
        for base in bases:
            if isinstance(base, EnumType) and base._member_map_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        if "mro" in values:
            raise ValueError("invalid enum member name(s) 'mro'")
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        if bases and Enum is not None:
            enum_class._show_as(bases[-1])
        enum_class._add_members(values, boundary)
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def _show_as(cls, base):
        """A class mixed in does not decide how members are shown; the enumeration does."""
        value_type = _value_type(cls)
        super().__setattr__("_member_type_", value_type)
        if value_type is object:
            return
        for name in ("__repr__", "__str__", "__format__"):
            for owner in cls.__mro__:
                if owner is value_type:
                    super().__setattr__(name, getattr(base, name))
                if owner is value_type or name in owner.__dict__:
                    break

    def _add_members(cls, values, boundary):
        set_on_class = super().__setattr__
        set_on_class("_boundary_", boundary or getattr(cls, "_boundary_", None))
        set_on_class("_flag_mask_", 0)
        set_on_class("_singles_mask_", 0)
        set_on_class("_all_bits_", 0)
        chosen = []
        for name, value in values.items():
            value = _settled(value, lambda: cls._generate_next_value_(name, 1, len(chosen), chosen[:]))
            made = _make_member(cls, name, value)
            chosen.append(made._value_)
            found = cls._find(made._value_)
            if found is None:
                found = made
                cls._adopt(name, made)
            cls._member_map_[name] = found
            set_on_class(name, found)

    def _adopt(cls, name, made):
        """Take in a member that is no alias."""
        value = made._value_
        try:
            cls._value2member_map_[value] = made
        except TypeError:
            pass  # A value without a hash is found by search.
        if not issubclass(cls, Flag) or not isinstance(value, int):
            cls._member_names_.append(name)
            return
        super().__setattr__("_flag_mask_", cls._flag_mask_ | value)
        super().__setattr__("_all_bits_", (1 << cls._flag_mask_.bit_length()) - 1)
        if value > 0 and value & (value - 1) == 0:
            super().__setattr__("_singles_mask_", cls._singles_mask_ | value)
            cls._member_names_.append(name)

    def _find(cls, value):
        """The member with this value, or None."""
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
            return None

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is not None:
            return _make_class(cls, value, names, module, type, start, boundary)
        if isinstance(value, cls):
            return value
        found = cls._find(value)
        if found is not None:
            return found
        found = cls._missing_(value)
        if isinstance(found, cls) or isinstance(found, int) and cls._boundary_ is EJECT:
            return found
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' "
                            f"and '{type(cls).__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls._member_map_:
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)


EnumMeta = EnumType
Enum = None
Flag = None


def _value_type(cls):
    """The class mixed in that members also are: int for an IntEnum, object for a plain Enum."""
    for base in cls.__mro__:
        if not isinstance(base, EnumType) and issubclass(base, _VALUE_TYPES):
            return base
    return object


def _method_of(cls, name):
    """A method written in Python, by the enumeration or by a class mixed in; None if there is none."""
    for base in cls.__mro__:
        if base is not object and base not in _VALUE_TYPES and name in base.__dict__:
            return base.__dict__[name]
    return None


def _make_member(cls, name, value):
    value_type = cls._member_type_
    args = value if type(value) is tuple and value_type is not tuple else (value,)
    new = _method_of(cls, "__new__")
    if new is not None:
        made = getattr(new, "__func__", new)(cls, *args)
    elif value_type is object:
        made = object.__new__(cls)
    else:
        made = value_type.__new__(cls, *args)
    if not hasattr(made, "_value_"):
        made._value_ = value if value_type is object else value_type(*args)
    made._name_ = name
    made.__objclass__ = cls
    init = _method_of(cls, "__init__")
    if init is not None:
        init(made, *args)
    return made


def _make_class(base, name, names, module, mixed_in, start, boundary):
    """Enum("Color", "RED GREEN"): from a text, a list of names, pairs, or a mapping."""
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    pairs = list(names.items()) if hasattr(names, "items") else list(names)
    namespace = {"__module__": module or "__main__"}
    values = []
    for count, item in enumerate(pairs):
        if isinstance(item, str):
            item = (item, base._generate_next_value_(item, start, count, values[:]))
        values.append(item[1])
        namespace[item[0]] = item[1]
    bases = (base,) if mixed_in is None else (mixed_in, base)
    return type(base)(name, bases, namespace, boundary=boundary)


class Enum(metaclass=EnumType):
    """A set of names for values; each member is one object."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        try:
            return max(last_values) + 1 if last_values else start
        except TypeError:
            pass
        for last in reversed(last_values):
            if isinstance(last, (int, float)):
                return last + 1
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __setattr__(self, name, value):
        if name in ("name", "value"):
            raise AttributeError(f"<enum 'Enum'> cannot set attribute {name!r}")
        object.__setattr__(self, name, value)


class ReprEnum(Enum):
    """Shown by repr as a member, by str and format as its value."""

    def __str__(self):
        return str(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)


class IntEnum(int, ReprEnum):
    """Members are also ints."""


class StrEnum(str, ReprEnum):
    """Members are also texts; auto() is the name in small letters."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum):
    """Members are bits, and combine."""

    _boundary_ = STRICT

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        """The combination of members with this value, made once."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        allowed = cls._singles_mask_ | mask
        within = -cls._all_bits_ - 1 <= value <= cls._all_bits_ and not value & (cls._all_bits_ ^ allowed)
        if not within:
            if cls._boundary_ is STRICT:
                raise ValueError(_invalid(cls, value))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        if value < 0:
            value += max(cls._all_bits_ + 1, 1 << value.bit_length())
        found = cls._find(value)
        if found is not None:
            return found
        unknown = value & ~mask
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [each._name_ for each in made]
        if unknown and names:
            names.append(str(unknown))
        made._name_ = "|".join(names) if names else None
        made.__objclass__ = cls
        cls._value2member_map_[value] = made
        return made

    def __repr__(self):
        name = "" if self._name_ is None else f".{self._name_}"
        return f"<{type(self).__name__}{name}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_!r})"
        return f"{type(self).__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def __iter__(self):
        cls = type(self)
        rest = self._value_ & cls._singles_mask_
        found = []
        while rest:
            bit = rest & -rest
            found.append(cls._value2member_map_[bit])
            rest ^= bit
        return iter(found)

    def __len__(self):
        return (self._value_ & type(self)._singles_mask_).bit_count()

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} "
                            f"and {type(self).__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def _value_of(self, other):
        """The other operand as a number; None if it is none for this Flag."""
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._value_of(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._value_of(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._value_of(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        cls = type(self)
        if cls._boundary_ in (EJECT, KEEP):
            return cls(~self._value_)
        return cls(cls._singles_mask_ & ~self._value_)


def _invalid(cls, value):
    digits = max(cls._all_bits_.bit_length(), value.bit_length())
    return (f"{cls!r} invalid value {value!r}\n"
            f"    given {_bits(value, digits)}\n"
            f"  allowed {_bits(cls._flag_mask_, digits)}")


def _bits(value, digits):
    """0b0 0101: the sign before the space."""
    sign = "1" if value < 0 else "0"
    return f"0b{sign} {value % (1 << digits):0{digits}b}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A Flag whose members are also ints, and that keeps bits it does not know."""

    __repr__ = Flag.__repr__
    __str__ = ReprEnum.__str__
    __format__ = ReprEnum.__format__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __bool__ = Flag.__bool__


def unique(enumeration):
    """Refuse two names for one value."""
    aliases = [f"{name} -> {found._name_}" for name, found in enumeration._member_map_.items() if name != found._name_]
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(aliases)}")
    return enumeration
