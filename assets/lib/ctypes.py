"""Numbers as C has them: what `multiprocessing.Value` and `Array` may be told instead of a letter.

Left out: libraries and their functions, structures, pointers, and arrays of one's own.
"""

import _multiprocessing

__all__ = [
    "sizeof",
    "c_bool",
    "c_byte",
    "c_char",
    "c_double",
    "c_float",
    "c_int",
    "c_int16",
    "c_int32",
    "c_int64",
    "c_int8",
    "c_long",
    "c_longlong",
    "c_short",
    "c_size_t",
    "c_ssize_t",
    "c_ubyte",
    "c_uint",
    "c_uint16",
    "c_uint32",
    "c_uint64",
    "c_uint8",
    "c_ulong",
    "c_ulonglong",
    "c_ushort",
]


class _SimpleCData:
    """One value, in as many bytes as it has in C. What does not fit loses its upper bits."""

    def __init__(self, value=0):
        self.value = value

    @property
    def value(self):
        return _multiprocessing.unpack(self._type_, self._data)[0]

    @value.setter
    def value(self, value):
        self._data = _multiprocessing.pack(self._type_, self._fit(value))

    def _fit(self, value):
        return value

    def __bool__(self):
        return any(self._data)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class c_byte(_SimpleCData):
    _type_ = "b"


class c_ubyte(_SimpleCData):
    _type_ = "B"


class c_short(_SimpleCData):
    _type_ = "h"


class c_ushort(_SimpleCData):
    _type_ = "H"


class c_int(_SimpleCData):
    _type_ = "i"


class c_uint(_SimpleCData):
    _type_ = "I"


class c_long(_SimpleCData):
    _type_ = "l"


class c_ulong(_SimpleCData):
    _type_ = "L"


class c_float(_SimpleCData):
    _type_ = "f"


class c_double(_SimpleCData):
    _type_ = "d"


class c_bool(_SimpleCData):
    _type_ = "?"

    def _fit(self, value):
        return bool(value)


class c_char(_SimpleCData):
    _type_ = "c"

    def __init__(self, value=b"\0"):
        self.value = value


# On Linux with 64 bits these are the same types.
c_longlong = c_ssize_t = c_int64 = c_long
c_ulonglong = c_size_t = c_uint64 = c_ulong
c_int8 = c_byte
c_uint8 = c_ubyte
c_int16 = c_short
c_uint16 = c_ushort
c_int32 = c_int
c_uint32 = c_uint

_SIZES = {"?": 1, "c": 1, "b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "f": 4, "d": 8}


def sizeof(obj_or_type):
    """How many bytes it takes."""
    code = getattr(obj_or_type, "_type_", None)
    if code not in _SIZES:
        raise TypeError("this type has no size")
    return _SIZES[code]
