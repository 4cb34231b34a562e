"""Functions made from functions, and reduce, total_ordering, cached_property, singledispatch.

Left out: singledispatchmethod, and abstract base classes in singledispatch.
"""

from _thread import RLock

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make `wrapper` look like `wrapped`."""
    for name in assigned:
        try:
            setattr(wrapper, name, getattr(wrapped, name))
        except AttributeError:
            pass
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class partial:
    """A function with some of its arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        shown = [repr(value) for value in (self.func, *self.args)]
        shown += [f"{key}={value!r}" for key, value in self.keywords.items()]
        return f"functools.partial({', '.join(shown)})"

    def __reduce__(self):
        own = {name: value for name, value in self.__dict__.items() if name not in ("func", "args", "keywords")}
        return type(self), (self.func,), (self.func, self.args, self.keywords, own or None)

    def __setstate__(self, state):
        self.func, self.args, keywords, own = state
        self.keywords = keywords or {}
        for name, value in (own or {}).items():
            setattr(self, name, value)


class partialmethod:
    """A method with some of its arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        function = self.func
        if hasattr(function, "__get__"):
            function = function.__get__(instance, owner)
        return partial(function, *self.args, **self.keywords)


_ABSENT = object()


def reduce(function, sequence, initial=_ABSENT, /):
    iterator = iter(sequence)
    if initial is _ABSENT:
        for initial in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        initial = function(initial, item)
    return initial


class _CompareBy:
    """A sort key that compares by an old-style comparison function."""

    __hash__ = None

    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    return lambda obj: _CompareBy(mycmp, obj)


# Caches

_KEYWORDS_FOLLOW = object()


def lru_cache(maxsize=128, typed=False):
    """Remember the results of the calls used last: at most `maxsize`, all of them if it is None."""
    if callable(maxsize):
        return _remembering(maxsize, 128, False)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _remembering(function, maxsize, typed)


def cache(user_function, /):
    return _remembering(user_function, None, False)


def _call_key(args, kwargs, typed):
    if len(args) == 1 and not kwargs and not typed and type(args[0]) in (int, str):
        return args[0]
    key = args
    if kwargs:
        key += (_KEYWORDS_FOLLOW,)
        for pair in kwargs.items():
            key += pair
    if typed:
        key += tuple([type(value) for value in (*args, *kwargs.values())])
    return key


def _remembering(function, maxsize, typed):
    results = {}  # the one used longest ago first
    hits = 0
    misses = 0

    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        key = _call_key(args, kwargs, typed)
        if key in results:
            hits += 1
            result = results[key]
            if maxsize is not None:
                del results[key]
                results[key] = result
            return result
        misses += 1
        result = function(*args, **kwargs)
        # Meanwhile another call may have come to the same result.
        if maxsize != 0 and key not in results:
            if maxsize is not None and len(results) >= maxsize:
                del results[next(iter(results))]
            results[key] = result
        return result

    def cache_info():
        return _info_class()(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


_info_classes = []


def _info_class():
    if not _info_classes:
        from collections import namedtuple
        _info_classes.append(namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools"))
    return _info_classes[0]


class cached_property:
    """A property computed once and then kept as an attribute.

    As in CPython 3.11 one lock guards it, for all instances together.
    """

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        with self.lock:
            known = instance.__dict__
            if self.attrname in known:
                return known[self.attrname]
            value = self.func(instance)
            # Not setattr: a frozen class may have a cached property.
            object.__setattr__(instance, self.attrname, value)
            return value


# total_ordering: the other three comparisons from one, given as (wanted, how).

_FROM = {
    "__lt__": {
        "__gt__": lambda less, self, other: not less and self != other,
        "__le__": lambda less, self, other: less or self == other,
        "__ge__": lambda less, self, other: not less,
    },
    "__le__": {
        "__ge__": lambda at_most, self, other: not at_most or self == other,
        "__lt__": lambda at_most, self, other: at_most and self != other,
        "__gt__": lambda at_most, self, other: not at_most,
    },
    "__gt__": {
        "__lt__": lambda greater, self, other: not greater and self != other,
        "__ge__": lambda greater, self, other: greater or self == other,
        "__le__": lambda greater, self, other: not greater,
    },
    "__ge__": {
        "__le__": lambda at_least, self, other: not at_least or self == other,
        "__gt__": lambda at_least, self, other: at_least and self != other,
        "__lt__": lambda at_least, self, other: not at_least,
    },
}


def total_ordering(cls):
    """Fill in the comparisons a class lacks, from one it has."""
    own = set()
    for base in cls.__mro__:
        if base is not object:
            own.update([name for name in _FROM if name in base.__dict__])
    for given, others in _FROM.items():
        if given in own:
            for name, conclude in others.items():
                if name not in own:
                    setattr(cls, name, _derived_comparison(given, name, conclude))
            return cls
    raise ValueError("must define at least one ordering operation: < > <= >=")


def _derived_comparison(given, name, conclude):
    def compare(self, other):
        answer = getattr(type(self), given)(self, other)
        if answer is NotImplemented:
            return answer
        return conclude(answer, self, other)

    compare.__name__ = name
    return compare


def singledispatch(func):
    """A function that behaves by the class of its first argument."""
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        return func

    def register(cls, func=None):
        if func is not None:
            registry[cls] = func
            return func
        if isinstance(cls, type):
            return lambda function: register(cls, function)
        function = cls
        hints = [hint for name, hint in function.__annotations__.items() if name != "return"]
        if not hints:
            raise TypeError(f"Invalid first argument to `register()`: {function!r}. Use either "
                            "`@register(some_class)` or plain `@register` on an annotated function.")
        return register(hints[0], function)

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kwargs)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)
