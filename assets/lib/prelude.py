"""What the machine itself calls when an operation must run Python code: a user's `__eq__`, a `key=` function, any iterable.

Natives never call back into Python. They pass the whole operation on to a function of this file, which runs as hidden
library code: it takes no step of its own in a schedule and no line in a traceback.
"""

from _machine import (
    fill_cell,

    make_class,
    matches_itself,
    run_class_body,
    special,
    write_error,
)

# ----------------------------------------------------------------------------------------------------------------
# Operators, truth, calls and classes.
# ----------------------------------------------------------------------------------------------------------------


def apply(function, positional, keywords):
    return function(*positional, **keywords)


def apply_one(function, argument):
    return function(argument)


def apply_pair(function, first, second):
    return function(first, second)


def instantiate(cls, *arguments, **keywords):
    """`cls(...)`, where `__new__` is Python's or the instance is made on another's behalf."""
    instance = cls.__new__(cls, *arguments, **keywords)
    if isinstance(instance, cls):
        result = type(instance).__init__(instance, *arguments, **keywords)
        if result is not None:
            raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return instance


def raise_from(cls, cause):
    if isinstance(cause, type):
        cause = cause()
    raise cls() from cause


def throw_class(generator, cls, value):
    if isinstance(value, cls):
        return generator.throw(value)
    if value is None:
        return generator.throw(cls())
    if isinstance(value, tuple):
        return generator.throw(cls(*value))
    return generator.throw(cls(value))


def truth(value):
    """`bool(value)` by `__bool__`, else `__len__`."""
    ask = special(value, "__bool__")
    if ask is not None:
        answer = ask()
        if answer is True or answer is False:
            return answer
        raise TypeError(f"__bool__ should return bool, returned {type(answer).__name__}")
    length = special(value, "__len__")()
    if not isinstance(length, int):
        raise TypeError(f"'{type(length).__name__}' object cannot be interpreted as an integer")
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    return length > 0


def operate(left, right, own, reflected, assigned, symbol):
    """A binary operator: the right operand's method comes first where its class is a subclass of the left's."""
    if assigned is not None:
        method = special(left, assigned)
        if method is not None:
            result = method(right)
            if result is not NotImplemented:
                return result
    left_type = type(left)
    right_type = type(right)
    reflected_first = right_type is not left_type and issubclass(right_type, left_type)
    if reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    method = special(left, own)
    if method is not None:
        result = method(right)
        if result is not NotImplemented:
            return result
    if right_type is not left_type and not reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    if own == "__add__" or own == "__mul__" or own == "__mod__":
        result = operate_builtin(left, right, own, assigned is not None)
        if result is not NotImplemented:
            return result
    if symbol == "+" and isinstance(left, str):
        raise TypeError(f'can only concatenate str (not "{right_type.__name__}") to str')
    raise TypeError(
        f"unsupported operand type(s) for {symbol}: '{left_type.__name__}' and '{right_type.__name__}'"
    )


def operate_unary(operand, name, symbol):
    method = special(operand, name)
    if method is None:
        raise TypeError(f"bad operand type for unary {symbol}: '{type(operand).__name__}'")
    return method()


def compare(left, right, own, reflected, symbol):
    """A comparison: as for operators, but there are no reflected names, and `==` always has an answer."""
    left_type = type(left)
    right_type = type(right)
    reflected_first = right_type is not left_type and issubclass(right_type, left_type)
    if reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    method = special(left, own)
    if method is not None:
        result = method(right)
        if result is not NotImplemented:
            return result
    if not reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    if symbol == "==":
        return left is right
    if symbol == "!=":
        return left is not right
    raise TypeError(
        f"'{symbol}' not supported between instances of '{left_type.__name__}' and '{right_type.__name__}'"
    )


def not_equal(left, right):
    """`object.__ne__`: the opposite of `__eq__`."""
    method = special(left, "__eq__")
    if method is None:
        return NotImplemented
    result = method(right)
    if result is NotImplemented:
        return NotImplemented
    return not result


def build_class(body, name, *bases, **keywords):
    """The `class` statement."""
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
        else:
            resolved.extend(entries(bases))
    bases = tuple(resolved)
    metaclass = keywords.pop("metaclass", None)
    if metaclass is None:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        for base in bases:
            candidate = type(base)
            if issubclass(metaclass, candidate):
                continue
            if issubclass(candidate, metaclass):
                metaclass = candidate
                continue
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                "metaclasses of all its bases"
            )
    namespace = metaclass.__prepare__(name, bases, **keywords)
    cell = run_class_body(body, namespace)
    cls = metaclass(name, bases, namespace, **keywords)
    if cell is not None:
        fill_cell(cell, cls)
    return cls


def type_new(metaclass, name, bases, namespace, **keywords):
    """`type.__new__`: makes the class, then runs the hooks of its descriptors and of its parent."""
    cls = make_class(metaclass, name, bases, namespace)
    for key, value in list(namespace.items()):
        hook = special(value, "__set_name__")
        if hook is not None:
            hook(cls, key)
    super(cls, cls).__init_subclass__(**keywords)
    return cls


def getattribute_or_getattr(function, instance, name):
    try:
        return function(instance, name)
    except AttributeError:
        return type(instance).__getattr__(instance, name)


def getattr_or(instance, name, default):
    try:
        return getattr(instance, name)
    except AttributeError:
        return default


def has_attribute(instance, name):
    try:
        getattr(instance, name)
        return True
    except AttributeError:
        return False


def exception_str(exception):
    arguments = exception.args
    if not arguments:
        return ""
    if isinstance(exception, KeyError) and len(arguments) == 1:
        return repr(arguments[0])
    if isinstance(exception, OSError) and len(arguments) >= 2:
        return f"[Errno {arguments[0]}] {arguments[1]}"
    if len(arguments) == 1:
        return str(arguments[0])
    return str(arguments)


def exception_repr(exception):
    arguments = exception.args
    name = type(exception).__name__
    if len(arguments) == 1:
        return f"{name}({arguments[0]!r})"
    return f"{name}{arguments!r}"


def delegate(iterable):
    """`yield from` anything that is no generator."""
    for item in iterable:
        yield item


def match_keys(subject, keys):
    values = []
    for key in keys:
        if key not in subject:
            return None
        values.append(subject[key])
    return tuple(values)


def match_class(subject, cls, positional, names):
    if not isinstance(subject, cls):
        return None
    if positional == 1 and matches_itself(cls) and not hasattr(cls, "__match_args__"):
        found = [subject]
    else:
        accepted = getattr(cls, "__match_args__", ())
        if positional > len(accepted):
            plural = "" if len(accepted) == 1 else "s"
            raise TypeError(
                f"{cls.__name__}() accepts {len(accepted)} positional sub-pattern{plural} ({positional} given)"
            )
        found = []
        for name in accepted[:positional]:
            if not hasattr(subject, name):
                return None
            found.append(getattr(subject, name))
    for name in names:
        if not hasattr(subject, name):
            return None
        found.append(getattr(subject, name))
    return tuple(found)


def dict_without(mapping, keys):
    rest = dict(mapping)
    for key in keys:
        del rest[key]
    return rest


def main_thread(body):
    """The bottom of the main thread: runs the program, reports what it did not catch, waits for the other threads."""
    code = 0
    try:
        body()
    except SystemExit as end:
        code = exit_code(end.code)
    except BaseException as error:
        code = 1
        main_failed(error)
    main_ended()
    return code


def exit_code(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    write_error(str(code) + "\n")
    return 1


# ----------------------------------------------------------------------------------------------------------------
# Numbers and text.
# ----------------------------------------------------------------------------------------------------------------


# ----------------------------------------------------------------------------------------------------------------
# Containers, iteration, comparison, printing.
# ----------------------------------------------------------------------------------------------------------------


# ----------------------------------------------------------------------------------------------------------------
# Threads.
# ----------------------------------------------------------------------------------------------------------------


def main_ended():
    pass
