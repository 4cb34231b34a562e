"""Numbers in memory that several processes see.

Each read and each write asks the kernel, one after the other: `counter.value += 1` is a read and then a write, and
between the two somebody else may have written. That is what the lock is for.
A type is named by its letter, as in `array`, or by its class in `ctypes`. Left out: structures.
"""

import _multiprocessing

from multiprocessing import context

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

_SIZES = {"?": 1, "c": 1, "b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}

_NAMES = {
    "?": "c_bool",
    "c": "c_char",
    "b": "c_byte",
    "B": "c_ubyte",
    "h": "c_short",
    "H": "c_ushort",
    "i": "c_int",
    "I": "c_uint",
    "l": "c_long",
    "L": "c_ulong",
    "q": "c_long",
    "Q": "c_ulong",
    "f": "c_float",
    "d": "c_double",
}


def RawValue(typecode_or_type, *args):
    """A number without a lock."""
    code = _code_of(typecode_or_type)
    if len(args) > 1:
        raise TypeError("too many initializers")
    return SharedValue(code, *args)


def RawArray(typecode_or_type, size_or_initializer):
    code = _code_of(typecode_or_type)
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError("Array length must be >= 0")
        return SharedArray(code, size_or_initializer)
    array = SharedArray(code, len(size_or_initializer))
    array[:] = size_or_initializer
    return array


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A number with a lock; with `lock=False` as RawValue."""
    obj = RawValue(typecode_or_type, *args)
    if lock is False:
        return obj
    return synchronized(obj, _lock_of(lock, ctx), ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    obj = RawArray(typecode_or_type, size_or_initializer)
    if lock is False:
        return obj
    return synchronized(obj, _lock_of(lock, ctx), ctx)


def _lock_of(lock, ctx):
    if lock is True or lock is None:
        return (ctx or context._default_context.get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return lock


def _code_of(typecode_or_type):
    """The letter of a type."""
    if isinstance(typecode_or_type, str):
        # Truth has no letter of its own.
        if typecode_or_type not in _SIZES or typecode_or_type == "?":
            raise TypeError("this type has no size")
        return typecode_or_type
    code = getattr(typecode_or_type, "_type_", None)
    if code not in _SIZES:
        raise TypeError("racewalk knows types by their letters, 'i' for an int, 'd' for a float, or by `ctypes.c_int` and the like")
    return code


def copy(obj):
    """Another one with the same value."""
    if isinstance(obj, SharedArray):
        return RawArray(obj._code, obj[:])
    return RawValue(obj._code, obj.value)


def synchronized(obj, lock=None, ctx=None):
    """The same memory with a lock beside it."""
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    if isinstance(obj, SharedValue):
        return Synchronized(obj, lock, ctx)
    if obj._code == "c":
        return SynchronizedString(obj, lock, ctx)
    return SynchronizedArray(obj, lock, ctx)


class _Shared:
    """A piece of shared memory, and what lies in it."""

    def __init__(self, code, length):
        self._code = code
        self._size = _SIZES[code]
        self._length = length
        self._block = _multiprocessing.block(self._size * length, None)

    def _load(self, place, count=1):
        data = _multiprocessing.load(self._block, place * self._size, count * self._size)
        return _multiprocessing.unpack(self._code, data)

    def _store(self, place, values):
        if self._code == "?":
            values = [bool(value) for value in values]
        data = b"".join([_multiprocessing.pack(self._code, value) for value in values])
        _multiprocessing.store(self._block, place * self._size, data)

    def __getstate__(self):
        context.assert_spawning(self)
        return self.__dict__.copy()


class SharedValue(_Shared):
    def __init__(self, code, value=None):
        _Shared.__init__(self, code, 1)
        if value is not None:
            self.value = value

    @property
    def value(self):
        return self._load(0)[0]

    @value.setter
    def value(self, value):
        self._store(0, (value,))

    def __repr__(self):
        return f"{_NAMES[self._code]}({self.value!r})"


class SharedArray(_Shared):
    def __len__(self):
        return self._length

    def _place(self, index):
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("invalid index")
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if step == 1:
                items = list(self._load(start, max(stop - start, 0)))
            else:
                items = [self._load(place)[0] for place in range(start, stop, step)]
            return b"".join(items) if self._code == "c" else items
        return self._load(self._place(index))[0]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._store(self._place(index), (value,))
            return
        start, stop, step = index.indices(self._length)
        values = [bytes([byte]) for byte in value] if isinstance(value, (bytes, bytearray)) else list(value)
        places = range(start, stop, step)
        if len(values) != len(places):
            raise ValueError("Can only assign sequence of same size")
        if step == 1:
            self._store(start, values)
        else:
            for place, item in zip(places, values):
                self._store(place, (item,))

    def __iter__(self):
        for place in range(self._length):
            yield self._load(place)[0]

    # An array of characters is a text that ends at the first zero.

    @property
    def value(self):
        self._check_text("value")
        return self[:].split(b"\0")[0]

    @value.setter
    def value(self, value):
        self._check_text("value")
        if len(value) > self._length:
            raise ValueError("byte string too long")
        self[: len(value)] = value
        if len(value) < self._length:
            self[len(value)] = b"\0"

    @property
    def raw(self):
        self._check_text("raw")
        return self[:]

    @raw.setter
    def raw(self, value):
        self._check_text("raw")
        if len(value) > self._length:
            raise ValueError("byte string too long")
        self[: len(value)] = value

    def _check_text(self, name):
        if self._code != "c":
            raise AttributeError(f"'{_NAMES[self._code]}_Array_{self._length}' object has no attribute '{name}'")

    def __repr__(self):
        return f"<multiprocessing.sharedctypes.{_NAMES[self._code]}_Array_{self._length} object at {id(self):#x}>"


class SynchronizedBase:
    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = _lock_of(lock, ctx)
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, exc_type, exc_value, exc_tb):
        self._lock.release()

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


class Synchronized(SynchronizedBase):
    """Each access holds the lock; two of them do not hold it together."""

    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self._lock:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self._lock:
            self._obj[index] = value

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value

    @property
    def raw(self):
        with self._lock:
            return self._obj.raw

    @raw.setter
    def raw(self, value):
        with self._lock:
            self._obj.raw = value
