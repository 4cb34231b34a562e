"""Copies of objects: copy shares what is inside, deepcopy copies that too.

An object says how by __copy__ and __deepcopy__; otherwise a new one gets its attributes.
Left out: __reduce__ and the pickle protocol.
"""

from _collections import deque


class Error(Exception):
    pass


error = Error

_ATOMIC = (type(None), type(...), type(NotImplemented), bool, int, float, str, bytes, range, type, slice)
_FUNCTIONS = (type(lambda: None), type(len), property, staticmethod, classmethod)
# What belongs to a running program and cannot be had twice.
_UNCOPIED = ("_thread.lock", "_thread.RLock", "_io.TextIOWrapper", "generator", "_thread._local", "module")


def _is_atomic(x):
    kind = type(x)
    return kind in _ATOMIC or kind in _FUNCTIONS or isinstance(x, type)


def _refuse(x):
    kind = type(x)
    module = getattr(kind, "__module__", "builtins")
    name = kind.__name__ if module == "builtins" or "." in kind.__name__ else f"{module}.{kind.__name__}"
    if name in _UNCOPIED:
        raise TypeError(f"cannot pickle {name!r} object")


def copy(x):
    """A new object with the same things inside."""
    kind = type(x)
    if kind is tuple or kind is frozenset or _is_atomic(x):
        return x
    if kind in (list, dict, set, bytearray):
        return x.copy()
    if kind is deque:
        return deque(x, x.maxlen)
    if hasattr(kind, "__copy__"):
        return kind.__copy__(x)
    _refuse(x)
    return _rebuild(x, lambda part: part, {})


def deepcopy(x, memo=None):
    """A new object, and new objects all the way down. What occurs twice is copied once."""
    if _is_atomic(x):
        return x
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    result = _deep(x, memo)
    if result is not x:
        memo[id(x)] = result
        # The memo goes by id: the original must live as long as it does.
        memo.setdefault(id(memo), []).append(x)
    return result


def _deep(x, memo):
    kind = type(x)
    if kind is list:
        result = []
        memo[id(x)] = result
        for item in x:
            result.append(deepcopy(item, memo))
        return result
    if kind is dict:
        result = {}
        memo[id(x)] = result
        for key, value in x.items():
            result[deepcopy(key, memo)] = deepcopy(value, memo)
        return result
    if kind is tuple:
        items = [deepcopy(item, memo) for item in x]
        # A tuple that contains itself through a list has been copied meanwhile.
        if id(x) in memo:
            return memo[id(x)]
        return x if all([new is old for new, old in zip(items, x)]) else tuple(items)
    if kind is set or kind is frozenset:
        return kind([deepcopy(item, memo) for item in x])
    if kind is bytearray:
        return x.copy()
    if kind is deque:
        result = deque((), x.maxlen)
        memo[id(x)] = result
        for item in x:
            result.append(deepcopy(item, memo))
        return result
    if hasattr(kind, "__deepcopy__"):
        return kind.__deepcopy__(x, memo)
    _refuse(x)
    return _rebuild(x, lambda part: deepcopy(part, memo), memo)


def _rebuild(x, part, memo):
    """A new object of x's class: what a builtin base holds first, then the attributes, without __init__."""
    kind = type(x)
    if hasattr(x, "__self__") and hasattr(x, "__func__"):
        return kind(x.__func__, part(x.__self__))
    if isinstance(x, tuple):
        result = tuple.__new__(kind, [part(item) for item in x])
    elif isinstance(x, (int, str, float, bytes)):
        result = kind.__new__(kind, _payload(x))
    elif isinstance(x, frozenset):
        result = frozenset.__new__(kind, [part(item) for item in x])
    elif isinstance(x, BaseException):
        result = kind.__new__(kind, *x.args)
        result.args = tuple([part(item) for item in x.args])
    else:
        result = kind.__new__(kind)
    memo[id(x)] = result
    if hasattr(kind, "__setstate__"):
        result.__setstate__(part(_state(x)))
    else:
        for name, value in _state(x).items():
            # Not setattr: a frozen class may be copied.
            object.__setattr__(result, name, part(value))
    if isinstance(x, list):
        for item in x:
            list.append(result, part(item))
    elif isinstance(x, dict):
        for key, value in x.items():
            dict.__setitem__(result, part(key), part(value))
    elif isinstance(x, set):
        for item in x:
            set.add(result, part(item))
    elif isinstance(x, deque):
        for item in x:
            deque.append(result, part(item))
    return result


def _payload(x):
    """The plain number or text in an instance of a subclass, whatever its own __int__ or __str__ say."""
    return x[:] if isinstance(x, (str, bytes)) else x + 0


def _state(x):
    # Every object has a __getstate__ in CPython 3.11; the one of `object` gives just the attributes.
    for base in type(x).__mro__:
        if base is not object and "__getstate__" in base.__dict__:
            return x.__getstate__()
    state = dict(getattr(x, "__dict__", {}))
    for base in type(x).__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(x, name) and name not in ("__dict__", "__weakref__"):
                state[name] = getattr(x, name)
    return state
