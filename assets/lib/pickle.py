r"""Values as bytes and back again: what leaves a process is a pickle.

A pickle is a program for a small machine with a stack and a memo. Its instructions are one byte each, some with an
argument behind it: b"K\x2a" puts 42 on the stack, b"]" an empty list, b"a" appends what is on top to the list below
it, b"." ends the program, and what is on top is the value. A thing that is needed again is put into the memo, under
the next number, by b"\x94"; b"h\x05" fetches number 5. So an object that occurs twice is one object afterwards, too,
and a list may contain itself. `_OPCODES` names the instructions.

A function or a class goes by its name only: the reader must have it, in a module of that name. An object is its class
and its state; classes say otherwise by __reduce__, __getstate__, __setstate__, __getnewargs__.

Plain data is written and read in one step by `_pickle`. This file writes and reads everything, with the same bytes.
Left out: writing protocols below 4, out-of-band buffers, extension codes.
"""

from _pickle import (
    PickleError,
    PicklingError,
    UnpicklingError,
    builtin,
    dumps as _dumps_plain,
    float_from_bytes,
    float_to_bytes,
    identity,
    loads as _loads_plain,
    module as _module,
    place,
    room,
    start_module,
    update,
)
from copyreg import dispatch_table as _registered

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
           "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"

# ----------------------------------------------------------------------------------------------------------------
# The instructions.
# ----------------------------------------------------------------------------------------------------------------

MARK = b"("                  # the items of what follows begin here
STOP = b"."
POP = b"0"
POP_MARK = b"1"              # drop everything down to the mark
DUP = b"2"
PROTO = b"\x80"              # version of the format
FRAME = b"\x95"              # so many bytes belong together

NONE = b"N"
NEWTRUE = b"\x88"
NEWFALSE = b"\x89"
BININT = b"J"                # four bytes, signed
BININT1 = b"K"
BININT2 = b"M"
LONG1 = b"\x8a"              # any int: its length in one byte, then its bytes
LONG4 = b"\x8b"
BINFLOAT = b"G"

SHORT_BINUNICODE = b"\x8c"   # a str: its length in one byte, then UTF-8
BINUNICODE = b"X"
BINUNICODE8 = b"\x8d"
SHORT_BINBYTES = b"C"
BINBYTES = b"B"
BINBYTES8 = b"\x8e"
BYTEARRAY8 = b"\x96"         # protocol 5

EMPTY_TUPLE = b")"
TUPLE1 = b"\x85"             # of the topmost one, two, three values
TUPLE2 = b"\x86"
TUPLE3 = b"\x87"
TUPLE = b"t"                 # of all down to the mark
EMPTY_LIST = b"]"
APPEND = b"a"
APPENDS = b"e"
EMPTY_DICT = b"}"
SETITEM = b"s"
SETITEMS = b"u"
EMPTY_SET = b"\x8f"
ADDITEMS = b"\x90"
FROZENSET = b"\x91"

MEMOIZE = b"\x94"
BINGET = b"h"
LONG_BINGET = b"j"

STACK_GLOBAL = b"\x93"       # the function or class whose module and name are on top
REDUCE = b"R"                # call a function with a tuple of arguments
NEWOBJ = b"\x81"             # cls.__new__(cls, *args)
NEWOBJ_EX = b"\x92"          # cls.__new__(cls, *args, **kwargs)
BUILD = b"b"                 # give an object its state
BINPERSID = b"Q"             # something that lies outside of the pickle, by an id

_BATCH = 1000                # items added by one instruction
_NO_PICKLE = object()


def _version(protocol):
    if protocol is None:
        return DEFAULT_PROTOCOL
    if protocol < 0:
        return HIGHEST_PROTOCOL
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
    if protocol < DEFAULT_PROTOCOL:
        raise ValueError("racewalk writes pickle protocols 4 and 5")
    return protocol


def _name(obj):
    return type(obj).__name__


# ----------------------------------------------------------------------------------------------------------------
# Writing.
# ----------------------------------------------------------------------------------------------------------------


class _Frames:
    """The bytes on their way: cut into frames of about 64 KiB, each with its length before it."""

    HEADER = 9
    LEAST = 4
    FULL = 64 * 1024

    def __init__(self, write):
        self.write_out = write
        self.frame = bytearray()

    def put(self, data):
        self.frame += data

    def put_large(self, header, data):
        if len(data) < self.FULL:
            self.frame += header
            self.frame += data
        else:
            self.commit()
            self.write_out(header)
            self.write_out(bytes(data))

    def boundary(self):
        if len(self.frame) >= self.FULL:
            self.commit()

    def commit(self):
        length = len(self.frame)
        if length >= self.LEAST:
            self.write_out(FRAME + length.to_bytes(8, "little"))
        if length:
            self.write_out(bytes(self.frame))
        self.frame = bytearray()


class Pickler:
    """Writes pickles to a file: to anything with a `write`.

    A subclass may define persistent_id(obj) and reducer_override(obj), and an instance may have a dispatch_table.
    """

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        self.proto = _version(protocol)
        if not hasattr(file, "write"):
            raise TypeError("file must have a 'write' attribute")
        self._file_write = file.write
        # By identity: the number, and the object itself, which must not go away meanwhile.
        self.memo = {}
        self._number = 0

    def clear_memo(self):
        self.memo = {}
        self._number = 0

    def persistent_id(self, obj):
        """An id for what stays outside of the pickle, else None."""
        return None

    def dump(self, obj):
        if not hasattr(self, "_file_write"):
            raise PicklingError(f"Pickler.__init__() was not called by {_name(self)}.__init__()")
        self._file_write(PROTO + bytes([self.proto]))
        self._frames = _Frames(self._file_write)
        self._put = self._frames.put
        self._has_ids = type(self).persistent_id is not Pickler.persistent_id
        self._override = getattr(self, "reducer_override", None)
        self._table = getattr(self, "dispatch_table", _registered)
        self._save_all(obj)
        self._put(STOP)
        self._frames.commit()

    def _save_all(self, obj):
        """Writes obj and what is inside of it.

        Each object with others inside is written by a generator, which yields them one by one. They lie on a stack
        of our own; but as CPython's pickler calls itself, what is too deep for it must be too deep here.
        """
        open_ones = [iter((obj,))]
        costs = [0]
        depth = 0
        deepest = room()
        while open_ones:
            for part in open_ones[-1]:
                inside = self._save(part)
                if inside is not None:
                    cost = 2 if type(part) in (list, dict) and part else 1
                    depth += cost
                    if depth > deepest:
                        raise RecursionError("maximum recursion depth exceeded while pickling an object")
                    open_ones.append(inside)
                    costs.append(cost)
                    break
            else:
                open_ones.pop()
                depth -= costs.pop()

    def _save(self, obj, by_id=True):
        """Writes obj, or gives the generator that will."""
        self._frames.boundary()
        if self._has_ids and by_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                return self._save_persistent(pid)
        kind = type(obj)
        if obj is None:
            return self._put(NONE)
        if kind is bool:
            return self._put(NEWTRUE if obj else NEWFALSE)
        if kind is int:
            return self._save_int(obj)
        if kind is float:
            return self._put(BINFLOAT + float_to_bytes(obj))
        if self._was_saved(obj):
            return None
        if kind is str:
            return self._save_str(obj)
        if kind is bytes:
            return self._save_bytes(obj)
        save = _CONTAINERS.get(kind)
        if save is not None:
            return save(self, obj)
        return self._save_object(obj, kind)

    def _save_persistent(self, pid):
        inside = self._save(pid, by_id=False)
        if inside is not None:
            yield from inside
        self._put(BINPERSID)

    # The memo.

    def _memoize(self, obj):
        self.memo[identity(obj)] = self._number, obj
        self._number += 1
        self._put(MEMOIZE)

    def _was_saved(self, obj):
        """Writes a reference to an object that was written before."""
        known = self.memo.get(identity(obj))
        if known is None:
            return False
        number = known[0]
        self._put(BINGET + bytes([number]) if number < 256 else LONG_BINGET + number.to_bytes(4, "little"))
        return True

    # What has nothing inside.

    def _save_int(self, obj):
        if 0 <= obj < 1 << 8:
            self._put(BININT1 + bytes([obj]))
        elif 0 <= obj < 1 << 16:
            self._put(BININT2 + obj.to_bytes(2, "little"))
        elif -1 << 31 <= obj < 1 << 31:
            self._put(BININT + obj.to_bytes(4, "little", signed=True))
        else:
            # As many bytes as the number with its sign needs.
            length = (obj if obj >= 0 else ~obj).bit_length() // 8 + 1
            header = LONG1 + bytes([length]) if length < 256 else LONG4 + length.to_bytes(4, "little")
            self._put(header + obj.to_bytes(length, "little", signed=True))

    def _save_str(self, obj):
        data = obj.encode()
        self._frames.put_large(_header(len(data), SHORT_BINUNICODE, BINUNICODE, BINUNICODE8), data)
        self._memoize(obj)

    def _save_bytes(self, obj):
        self._frames.put_large(_header(len(obj), SHORT_BINBYTES, BINBYTES, BINBYTES8), obj)
        self._memoize(obj)

    # What has items inside. What can change is memoized before they come, so that it may contain itself.

    def _save_list(self, obj):
        self._put(EMPTY_LIST)
        self._memoize(obj)
        if len(obj) == 1:
            yield obj[0]
            self._put(APPEND)
            return
        done = 0
        while done < len(obj):
            self._put(MARK)
            end = done + _BATCH
            while done < len(obj) and done < end:
                yield obj[done]
                done += 1
            self._put(APPENDS)

    def _save_dict(self, obj):
        self._put(EMPTY_DICT)
        self._memoize(obj)
        if len(obj) == 1:
            for key, value in obj.items():
                yield key
                yield value
            self._put(SETITEM)
            return
        count = 0
        for key, value in obj.items():
            if count % _BATCH == 0:
                self._put(MARK)
            yield key
            yield value
            count += 1
            if count % _BATCH == 0:
                self._put(SETITEMS)
        if count:
            # CPython begins another batch after a full one, even for nothing.
            self._put(MARK + SETITEMS if count % _BATCH == 0 else SETITEMS)

    def _save_set(self, obj):
        self._put(EMPTY_SET)
        self._memoize(obj)
        count = 0
        for item in obj:
            if count % _BATCH == 0:
                self._put(MARK)
            yield item
            count += 1
            if count % _BATCH == 0:
                self._put(ADDITEMS)
        if count:
            self._put(MARK + ADDITEMS if count % _BATCH == 0 else ADDITEMS)

    def _save_frozenset(self, obj):
        self._put(MARK)
        for item in obj:
            yield item
        if self._is_known(obj):
            self._put(POP_MARK)
            self._was_saved(obj)
        else:
            self._put(FROZENSET)
            self._memoize(obj)

    def _save_tuple(self, obj):
        length = len(obj)
        if length == 0:
            self._put(EMPTY_TUPLE)
            return
        if length > 3:
            self._put(MARK)
        for item in obj:
            yield item
        if self._is_known(obj):
            # It contains itself, and was written meanwhile: drop its items, and take it from the memo.
            self._put(POP_MARK if length > 3 else POP * length)
            self._was_saved(obj)
        else:
            self._put(TUPLE if length > 3 else (TUPLE1, TUPLE2, TUPLE3)[length - 1])
            self._memoize(obj)

    def _is_known(self, obj):
        return identity(obj) in self.memo

    def _save_bytearray(self, obj):
        if self.proto >= 5:
            self._frames.put_large(BYTEARRAY8 + len(obj).to_bytes(8, "little"), obj)
            self._memoize(obj)
            return
        yield from self._save_reduce((bytearray, (bytes(obj),) if obj else ()), obj)

    # Everything else.

    def _save_object(self, obj, kind):
        """By a reducer of the pickler's, by its name, or by its __reduce_ex__."""
        reduced = NotImplemented
        if self._override is not None:
            reduced = self._override(obj)
        if reduced is NotImplemented:
            if kind is type:
                return self._save_type(obj)
            if kind is _Function:
                return self._save_global(obj)
            reducer = self._table.get(kind)
            if reducer is not None:
                reduced = reducer(obj)
            elif issubclass(kind, type):
                return self._save_global(obj)
            else:
                reduced = obj.__reduce_ex__(self.proto)
        if isinstance(reduced, str):
            return self._save_global(obj, reduced)
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        return self._save_reduce(reduced, obj)

    def _save_type(self, obj):
        for one in (None, ..., NotImplemented):
            # Their classes have no name to be found by.
            if obj is type(one):
                return self._save_reduce((type, (one,)), obj)
        return self._save_global(obj)

    def _save_global(self, obj, name=None):
        """The names by which the reader will find it."""
        builtin_place = place(obj)
        if builtin_place is not None:
            module, name = builtin_place
            # CPython has its own copy of the text in each module of functions.
            if type(obj) is _Builtin:
                module = _MODULE_NAMES.setdefault(module, "".join([module[:1], module[1:]]))
        else:
            if name is None:
                name = getattr(obj, "__qualname__", None) or obj.__name__
            if "<locals>" in name.split("."):
                raise AttributeError(f"Can't pickle local object {name!r}")
            module = _module_of(obj, name)
        found_in = _find_module(module)
        if found_in is None:
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module!r} failed")
        found = _find(found_in, name)
        if found is _NO_PICKLE:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed")
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        self._save(module, False)
        self._save(name, False)
        self._put(STACK_GLOBAL)
        self._memoize(obj)

    def _save_reduce(self, reduced, obj):
        """A function, its arguments, and perhaps a state, items and pairs to add, and a function that adds the state."""
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        function, arguments, state, items, pairs, setter = reduced + (None,) * (6 - len(reduced))
        if not callable(function):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(arguments, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        for place_in, given in (("fourth", items), ("fifth", pairs)):
            if given is not None and not hasattr(type(given), "__next__"):
                raise PicklingError(f"{place_in} element of the tuple returned by __reduce__ must be an iterator, "
                                    f"not {_name(given)}")
        if setter is not None and not callable(setter):
            raise PicklingError("sixth element of the tuple returned by __reduce__ must be a function, "
                                f"not {_name(setter)}")
        name = getattr(function, "__name__", None)
        if name == "__newobj_ex__":
            yield from self._parts_with_keywords(arguments)
            self._put(NEWOBJ_EX)
        elif name == "__newobj__":
            if not arguments:
                raise PicklingError("__newobj__ arglist is empty")
            cls = arguments[0]
            if not isinstance(cls, type):
                raise PicklingError("args[0] from __newobj__ args is not a type")
            if obj.__class__ is not cls:
                raise PicklingError("args[0] from __newobj__ args has the wrong class")
            yield cls
            yield arguments[1:]
            self._put(NEWOBJ)
        else:
            yield function
            yield arguments
            self._put(REDUCE)
        if self._is_known(obj):
            # Its arguments contain it, and it was written meanwhile.
            self._put(POP)
            self._was_saved(obj)
            return
        self._memoize(obj)
        if items is not None:
            yield from self._batches(([item] for item in items), APPEND, APPENDS)
        if pairs is not None:
            yield from self._batches(iter(pairs), SETITEM, SETITEMS)
        if state is None:
            return
        if setter is None:
            yield state
            self._put(BUILD)
        else:
            yield setter
            yield obj
            yield state
            self._put(TUPLE2 + REDUCE + POP)

    def _parts_with_keywords(self, arguments):
        if len(arguments) != 3:
            raise PicklingError(f"length of the NEWOBJ_EX argument tuple must be exactly 3, not {len(arguments)}")
        cls, positional, keywords = arguments
        if not isinstance(cls, type):
            raise PicklingError(f"first item from NEWOBJ_EX argument tuple must be a class, not {_name(cls)}")
        if not isinstance(positional, tuple):
            raise PicklingError(f"second item from NEWOBJ_EX argument tuple must be a tuple, not {_name(positional)}")
        if not isinstance(keywords, dict):
            raise PicklingError(f"third item from NEWOBJ_EX argument tuple must be a dict, not {_name(keywords)}")
        return arguments

    def _batches(self, groups, add_one, add_many):
        """Adds groups of values to what is on top of the stack: one alone, or many at once."""
        for first in groups:
            second = next(groups, None)
            if second is None:
                yield from first
                self._put(add_one)
                return
            self._put(MARK)
            yield from first
            group, count = second, 1
            while group is not None:
                yield from group
                count += 1
                group = next(groups, None) if count < _BATCH else None
            self._put(add_many)


def _header(length, short, middle, long):
    if length < 1 << 8:
        return short + bytes([length])
    if length < 1 << 32:
        return middle + length.to_bytes(4, "little")
    return long + length.to_bytes(8, "little")


_CONTAINERS = {
    list: Pickler._save_list,
    dict: Pickler._save_dict,
    set: Pickler._save_set,
    frozenset: Pickler._save_frozenset,
    tuple: Pickler._save_tuple,
    bytearray: Pickler._save_bytearray,
}
_Function = type(_header)
_Builtin = type(len)
_MODULE_NAMES = {}


# ----------------------------------------------------------------------------------------------------------------
# Names.
# ----------------------------------------------------------------------------------------------------------------

# Functions of these are written in C in CPython, and say so by their module; ours are Python.
_ALIASES = {"_operator": "operator", "_heapq": "heapq", "_bisect": "bisect", "_functools": "functools"}


def _module_of(obj, name):
    wrapped = getattr(obj, "__wrapped__", None)
    if wrapped is not None:
        # What functools wrapped around a function has taken over its names.
        return _module_of(wrapped, name)
    module = getattr(obj, "__module__", None)
    if module is None:
        return "builtins" if builtin(name, None) is obj else "__main__"
    if type(obj) is _Function and module in ("operator", "heapq", "bisect"):
        if name not in ("merge", "nlargest", "nsmallest"):
            return "_" + module
    return module


def _find_module(name):
    """A module of this program, its body run if need be; the text itself for the builtins."""
    if name == "builtins":
        return name
    for known in (_ALIASES.get(name), name):
        if known is not None:
            start_module(known)
            found = _module(known)
            if found is not None:
                return found
    return None


def _find(module, path):
    """What a module has under a name, or under a path such as 'Outer.Inner'."""
    names = path.split(".")
    if module == "builtins":
        found = builtin(names[0], _NO_PICKLE)
        names = names[1:]
    else:
        found = module
    for name in names:
        found = getattr(found, name, _NO_PICKLE)
    return found


# ----------------------------------------------------------------------------------------------------------------
# Reading.
# ----------------------------------------------------------------------------------------------------------------


class Unpickler:
    """Reads pickles from a file: from anything with `read` and `readline`.

    A subclass may define find_class(module, name) to say what may be found, and persistent_load(pid).
    """

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, "read") or not hasattr(file, "readline"):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file
        self.memo = {}

    def find_class(self, module_name, global_name):
        module = _find_module(module_name)
        if module is None:
            raise ModuleNotFoundError(f"No module named {module_name!r}")
        found = module
        for name in global_name.split("."):
            if name == "<locals>":
                raise AttributeError(f"Can't get local attribute {global_name!r} on {module!r}")
            found = _find(found, name)
            if found is _NO_PICKLE:
                shown = "<module 'builtins' (built-in)>" if module == "builtins" else repr(module)
                raise AttributeError(f"Can't get attribute {global_name!r} on {shown}")
        return found

    def load(self):
        if not hasattr(self, "_file"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {_name(self)}.__init__()")
        self._stack = []
        # The stacks below the marks.
        self._below = []
        try:
            while True:
                opcode = self._file.read(1)
                if len(opcode) == 0:
                    raise EOFError("Ran out of input")
                if opcode == STOP:
                    return self._pop()
                instruction = _INSTRUCTIONS.get(opcode)
                if instruction is None:
                    code = opcode[0]
                    shown = chr(code) if 32 <= code < 127 and code not in (39, 92) else f"\\x{code:02x}"
                    raise UnpicklingError(f"invalid load key, '{shown}'.")
                instruction(self)
        finally:
            self._stack = self._below = None

    # The input.

    def _read(self, length):
        data = self._file.read(length)
        if len(data) < length:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _read_number(self, length):
        return int.from_bytes(self._read(length), "little")

    def _read_line(self):
        line = self._file.readline()
        if line[-1:] != b"\n":
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    # The stack.

    def _push(self, value):
        self._stack.append(value)

    def _pop(self):
        if not self._stack:
            raise UnpicklingError("unexpected MARK found" if self._below else "unpickling stack underflow")
        return self._stack.pop()

    def _top(self):
        if not self._stack:
            raise UnpicklingError("unexpected MARK found" if self._below else "unpickling stack underflow")
        return self._stack[-1]

    def _pop_to_mark(self):
        if not self._below:
            raise UnpicklingError("could not find MARK")
        items = self._stack
        self._stack = self._below.pop()
        return items

    def _load_proto(self):
        version = self._read_number(1)
        if version > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {version}")

    def _load_frame(self):
        length = self._read_number(8)
        if length > 1 << 63:
            raise ValueError("FRAME length exceeds system's maximum of 9223372036854775807 bytes")
        left = getattr(self._file, "left", None)
        if left is not None and length > left():
            raise UnpicklingError("pickle data was truncated")

    def _load_mark(self):
        self._below.append(self._stack)
        self._stack = []

    def _load_pop(self):
        if self._below and not self._stack:
            self._pop_to_mark()
        else:
            self._pop()

    def _load_dup(self):
        self._push(self._top())

    # Texts and numbers.

    def _load_long(self, size):
        self._push(int.from_bytes(self._read(self._read_number(size)), "little", signed=True))

    def _load_str(self, size):
        self._push(self._read(self._read_number(size)).decode())

    def _load_bytes(self, size):
        self._push(self._read(self._read_number(size)))

    def _load_old_str(self, size):
        self._push(self._read(self._read_number(size)).decode("ascii"))

    def _load_int_line(self):
        line = self._read_line()
        try:
            self._push(line == b"01" if line in (b"00", b"01") else int(line))
        except ValueError:
            raise ValueError("could not convert string to int") from None

    def _load_long_line(self):
        line = self._read_line()
        self._push(int(line[:-1] if line[-1:] == b"L" else line))

    def _load_float_line(self):
        line = self._read_line()
        try:
            self._push(float(line))
        except ValueError:
            raise ValueError("could not convert string to float") from None

    def _load_quoted_line(self):
        line = self._read_line().strip()
        if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self._push(line[1:-1].decode("ascii"))

    # Containers.

    def _load_tuple(self, length):
        items = [self._pop() for _ in range(length)]
        items.reverse()
        self._push(tuple(items))

    def _load_append(self):
        item = self._pop()
        self._extend([item])

    def _extend(self, items):
        target = self._top()
        if type(target) is list:
            target.extend(items)
            return
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
            return
        append = target.append
        for item in items:
            append(item)

    def _load_setitem(self):
        value = self._pop()
        key = self._pop()
        self._set_items([key, value])

    def _set_items(self, items):
        if len(items) % 2:
            raise UnpicklingError("odd number of items for SETITEMS")
        target = self._top()
        for index in range(0, len(items), 2):
            target[items[index]] = items[index + 1]

    def _load_additems(self):
        items = self._pop_to_mark()
        target = self._top()
        if isinstance(target, set):
            target.update(items)
            return
        add = target.add
        for item in items:
            add(item)

    def _load_dict(self):
        items = self._pop_to_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for DICT")
        self._push({items[index]: items[index + 1] for index in range(0, len(items), 2)})

    # The memo.

    def _memoize(self, number):
        self.memo[number] = self._top()

    def _recall(self, number):
        if number not in self.memo:
            raise UnpicklingError(f"Memo value not found at index {number}")
        self._push(self.memo[number])

    # Functions, classes and their instances.

    def _load_stack_global(self):
        name = self._pop()
        module = self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))

    def _load_global(self):
        module = self._read_line().decode()
        name = self._read_line().decode()
        self._push(self.find_class(_OLD_MODULES.get(module, module), name))

    def _load_reduce(self):
        arguments = self._pop()
        function = self._pop()
        if not isinstance(arguments, tuple):
            raise TypeError("argument list must be a tuple")
        self._push(function(*arguments))

    def _load_newobj(self, with_keywords):
        what = "NEWOBJ_EX" if with_keywords else "NEWOBJ"
        keywords = self._pop() if with_keywords else {}
        arguments = self._pop()
        cls = self._pop()
        if not isinstance(cls, type):
            raise UnpicklingError(f"{what} class argument must be a type, not {_name(cls)}")
        if not isinstance(arguments, tuple):
            raise UnpicklingError(f"{what} args argument must be a tuple, not {_name(arguments)}")
        if not isinstance(keywords, dict):
            raise UnpicklingError(f"{what} kwargs argument must be a dict, not {_name(keywords)}")
        self._push(cls.__new__(cls, *arguments, **keywords))

    def _load_inst(self):
        module = self._read_line().decode()
        name = self._read_line().decode()
        arguments = self._pop_to_mark()
        self._push(self.find_class(_OLD_MODULES.get(module, module), name)(*arguments))

    def _load_obj(self):
        items = self._pop_to_mark()
        if not items:
            raise UnpicklingError("unpickling stack underflow")
        self._push(items[0](*items[1:]))

    def _load_build(self):
        state = self._pop()
        instance = self._top()
        setstate = getattr(instance, "__setstate__", None)
        if setstate is not None:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state is not None:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            if update(instance, state) is NotImplemented:
                for name, value in state.items():
                    setattr(instance, name, value)
        if slots is not None:
            if not isinstance(slots, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for name, value in slots.items():
                object.__setattr__(instance, name, value)

    def _load_persistent(self):
        load = self._persistent_load()
        self._push(load(self._pop()))

    def _load_persistent_line(self):
        load = self._persistent_load()
        self._push(load(self._read_line().decode("ascii")))

    def _persistent_load(self):
        load = getattr(self, "persistent_load", None)
        if load is None:
            raise UnpicklingError("A load persistent id instruction was encountered,\n"
                                  "but no persistent_load function was specified.")
        return load


def _no_extension(reader):
    raise ValueError("unregistered extension code")


# Names of modules before Python 3.
_OLD_MODULES = {"__builtin__": "builtins", "copy_reg": "copyreg", "Queue": "queue"}

_INSTRUCTIONS = {
    PROTO: Unpickler._load_proto,
    FRAME: Unpickler._load_frame,
    MARK: Unpickler._load_mark,
    POP: Unpickler._load_pop,
    POP_MARK: Unpickler._pop_to_mark,
    DUP: Unpickler._load_dup,
    NONE: lambda reader: reader._push(None),
    NEWTRUE: lambda reader: reader._push(True),
    NEWFALSE: lambda reader: reader._push(False),
    BININT: lambda reader: reader._push(int.from_bytes(reader._read(4), "little", signed=True)),
    BININT1: lambda reader: reader._push(reader._read_number(1)),
    BININT2: lambda reader: reader._push(reader._read_number(2)),
    LONG1: lambda reader: reader._load_long(1),
    LONG4: lambda reader: reader._load_long(4),
    BINFLOAT: lambda reader: reader._push(float_from_bytes(reader._read(8))),
    SHORT_BINUNICODE: lambda reader: reader._load_str(1),
    BINUNICODE: lambda reader: reader._load_str(4),
    BINUNICODE8: lambda reader: reader._load_str(8),
    SHORT_BINBYTES: lambda reader: reader._load_bytes(1),
    BINBYTES: lambda reader: reader._load_bytes(4),
    BINBYTES8: lambda reader: reader._load_bytes(8),
    BYTEARRAY8: lambda reader: reader._push(bytearray(reader._read(reader._read_number(8)))),
    EMPTY_TUPLE: lambda reader: reader._push(()),
    TUPLE1: lambda reader: reader._load_tuple(1),
    TUPLE2: lambda reader: reader._load_tuple(2),
    TUPLE3: lambda reader: reader._load_tuple(3),
    TUPLE: lambda reader: reader._push(tuple(reader._pop_to_mark())),
    EMPTY_LIST: lambda reader: reader._push([]),
    APPEND: Unpickler._load_append,
    APPENDS: lambda reader: reader._extend(reader._pop_to_mark()),
    EMPTY_DICT: lambda reader: reader._push({}),
    SETITEM: Unpickler._load_setitem,
    SETITEMS: lambda reader: reader._set_items(reader._pop_to_mark()),
    EMPTY_SET: lambda reader: reader._push(set()),
    ADDITEMS: Unpickler._load_additems,
    FROZENSET: lambda reader: reader._push(frozenset(reader._pop_to_mark())),
    MEMOIZE: lambda reader: reader._memoize(len(reader.memo)),
    BINGET: lambda reader: reader._recall(reader._read_number(1)),
    LONG_BINGET: lambda reader: reader._recall(reader._read_number(4)),
    STACK_GLOBAL: Unpickler._load_stack_global,
    REDUCE: Unpickler._load_reduce,
    NEWOBJ: lambda reader: reader._load_newobj(False),
    NEWOBJ_EX: lambda reader: reader._load_newobj(True),
    BUILD: Unpickler._load_build,
    BINPERSID: Unpickler._load_persistent,
    # What only older protocols write.
    b"I": Unpickler._load_int_line,
    b"L": Unpickler._load_long_line,
    b"F": Unpickler._load_float_line,
    b"S": Unpickler._load_quoted_line,
    b"U": lambda reader: reader._load_old_str(1),
    b"T": lambda reader: reader._load_old_str(4),
    b"V": lambda reader: reader._push(reader._read_line().decode()),
    b"l": lambda reader: reader._push(reader._pop_to_mark()),
    b"d": Unpickler._load_dict,
    b"p": lambda reader: reader._memoize(int(reader._read_line())),
    b"q": lambda reader: reader._memoize(reader._read_number(1)),
    b"r": lambda reader: reader._memoize(reader._read_number(4)),
    b"g": lambda reader: reader._recall(int(reader._read_line())),
    b"c": Unpickler._load_global,
    b"i": Unpickler._load_inst,
    b"o": Unpickler._load_obj,
    b"P": Unpickler._load_persistent_line,
    b"\x82": _no_extension,
    b"\x83": _no_extension,
    b"\x84": _no_extension,
}


# ----------------------------------------------------------------------------------------------------------------
# All at once.
# ----------------------------------------------------------------------------------------------------------------


class _Pieces:
    """A file to write to: the bytes in memory."""

    def __init__(self):
        self.pieces = []

    def write(self, data):
        self.pieces.append(data)

    def getvalue(self):
        return b"".join(self.pieces)


class _Bytes:
    """A file to read from: bytes in memory."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def read(self, length):
        data = self.data[self.at:self.at + length]
        self.at += len(data)
        return data

    def readline(self):
        end = self.data.find(b"\n", self.at)
        return self.read((len(self.data) if end < 0 else end + 1) - self.at)

    def left(self):
        return len(self.data) - self.at


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The pickle of an object, as bytes."""
    protocol = _version(protocol)
    data = _dumps_plain(obj, protocol, _registered)
    if data is NotImplemented:
        pieces = _Pieces()
        Pickler(pieces, protocol).dump(obj)
        data = pieces.getvalue()
    return data


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Writes the pickle of an object to a file."""
    if not hasattr(file, "write"):
        raise TypeError("file must have a 'write' attribute")
    file.write(dumps(obj, protocol))


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """The object of a pickle."""
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{_name(data)}'")
    data = bytes(data)
    value = _loads_plain(data)
    if value is NotImplemented:
        value = Unpickler(_Bytes(data)).load()
    return value


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """Reads one pickle from a file."""
    return Unpickler(file).load()


class ForkingPickler(Pickler):
    """What carries values from one process to another: it may know reducers that nobody else has.

    multiprocessing registers them here, for what only makes sense between processes that are related.
    """

    _extra_reducers = {}

    def __init__(self, file, protocol=None):
        Pickler.__init__(self, file, protocol)
        self.dispatch_table = {**_registered, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        """`reduce(obj)` gives what `__reduce__` would."""
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        protocol = _version(protocol)
        data = _dumps_plain(obj, protocol, {**_registered, **cls._extra_reducers})
        if data is NotImplemented:
            pieces = _Pieces()
            cls(pieces, protocol).dump(obj)
            data = pieces.getvalue()
        return data

    loads = loads
