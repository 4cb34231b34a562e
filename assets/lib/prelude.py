"""What the machine itself calls when an operation must run Python code: a user's `__eq__`, a `key=` function, any iterable.

Natives never call back into Python. They pass the whole operation on to a function of this file, which runs as hidden
library code: it takes no step of its own in a schedule and no line in a traceback.
"""

from _machine import (
    body_kind,
    brace_parts,
    bytes_of_class,
    dict_candidates,
    dict_drop,
    dict_read,
    dict_write,
    dress,
    fill_cell,
    float_of_class,
    hash_together,
    int_of_class,
    is_iterator,
    is_stream,
    list_append,
    list_replace,
    main_failed,
    make_class,
    matches_itself,
    object_dict,
    operate_numbers,
    overridden,
    percent_one,
    percent_parts,
    operate_builtin,
    raw_delete,
    raw_get,
    raw_items,
    raw_set,
    raw_value,
    repr_active,
    repr_shell,
    run_class_body,
    sequence_iterator,
    sequence_move,
    sequence_state,
    set_candidates,
    set_drop,
    set_take_over,
    set_write,
    sort_order,
    special,
    text_of_class,
    tuple_of,
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


# ----------------------------------------------------------------------------------------------------------------
# Numbers and text.
# ----------------------------------------------------------------------------------------------------------------


def kind(value):
    return type(value).__name__


def with_index(function, value):
    value = as_index(value)
    if function == 'bin':
        return bin(value)
    if function == 'oct':
        return oct(value)
    if function == 'hex':
        return hex(value)
    return chr(value)


def int_of_object(cls, value):
    for name in ('__int__', '__index__', '__trunc__'):
        method = overridden(value, name)
        if method is not None:
            result = method(value)
            if name == '__trunc__' and not isinstance(result, int):
                result = as_index(result)
            if not isinstance(result, int):
                raise TypeError(f'{name} returned non-int (type {kind(result)})')
            return int_of_class(cls, result)


def float_of_object(cls, value):
    method = overridden(value, '__float__')
    if method is None:
        return float_of_class(cls, as_index(value))
    result = method(value)
    if not isinstance(result, float):
        raise TypeError(f'{kind(value)}.__float__ returned non-float (type {kind(result)})')
    return float_of_class(cls, result)


def abs_of_object(value):
    return overridden(value, '__abs__')(value)


def round_of_object(value, digits):
    method = overridden(value, '__round__')
    if digits is None:
        return method(value)
    return method(value, digits)


def either(a, b, name, reflected, sign, plain):
    """`a` answers first, unless the class of `b` is a subclass that answers differently."""
    own = overridden(a, name)
    other = overridden(b, reflected)
    if other is not None and type(b) is not type(a) and issubclass(type(b), type(a)):
        result = other(b, a)
        if result is not NotImplemented:
            return result
        other = None
    if own is not None:
        result = own(a, b)
        if result is not NotImplemented:
            return result
    else:
        result = operate_numbers(plain, a, b)
        if result is not NotImplemented:
            return result
    if other is not None and type(a) is not type(b):
        result = other(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for {sign}: '{kind(a)}' and '{kind(b)}'")


def divmod_of_objects(a, b):
    return either(a, b, '__divmod__', '__rdivmod__', 'divmod()', 'divmod')


def pow_of_objects(base, exponent, modulus):
    if modulus is None:
        return either(base, exponent, '__pow__', '__rpow__', '** or pow()', 'pow')
    method = overridden(base, '__pow__')
    if method is None:
        return pow(int(base), int(exponent), int(modulus))
    result = method(base, exponent, modulus)
    if result is NotImplemented:
        raise TypeError(
            f"unsupported operand type(s) for ** or pow(): '{kind(base)}', '{kind(exponent)}', '{kind(modulus)}'"
        )
    return result


def str_of_class(cls, value):
    return text_of_class(cls, str_of(value))


def ascii_of_object(value):
    return repr(value).encode('ascii', 'backslashreplace').decode('ascii')


def converted(value, conversion):
    if conversion == 's':
        return str(value)
    if conversion == 'r':
        return repr(value)
    if conversion == 'a':
        return ascii(value)
    if ' ' < conversion < '\x7f':
        raise ValueError(f'Unknown conversion specifier {conversion}')
    raise ValueError(f'Unknown conversion specifier \\x{ord(conversion):x}')


def format_object(value, spec):
    """`format(value, spec)` where Python code must run for it."""
    method = overridden(value, '__format__')
    if method is not None:
        result = method(value, spec)
        if not isinstance(result, str):
            raise TypeError(f'__format__ must return a str, not {kind(result)}')
        return result
    return str_of(value)


def format_converted(value, conversion, spec):
    return format(converted(value, conversion), spec)


def field_value(first, path, arguments, keywords, state):
    if first == '':
        if state[0] == 'manual':
            raise ValueError('cannot switch from manual field specification to automatic field numbering')
        state[0] = 'automatic'
        first = state[1]
        state[1] += 1
    elif isinstance(first, int):
        if state[0] == 'automatic':
            raise ValueError('cannot switch from automatic field numbering to manual field specification')
        state[0] = 'manual'
    if isinstance(first, int):
        if arguments is None:
            raise ValueError('Format string contains positional fields')
        if first >= len(arguments):
            raise IndexError(f'Replacement index {first} out of range for positional args tuple')
        value = arguments[first]
    else:
        value = keywords[first]
    for is_attribute, name in path:
        if is_attribute is None:
            raise ValueError(name)
        if is_attribute:
            value = getattr(value, name)
        else:
            value = value[name]
    return value


def fill_braces(text, arguments, keywords, state, depth):
    if depth == 0:
        raise ValueError('Max string recursion exceeded')
    pieces = []
    for part in brace_parts(text):
        if isinstance(part, str):
            pieces.append(part)
            continue
        if len(part) == 1:
            raise ValueError(part[0])
        first, path, conversion, spec, nested = part
        value = field_value(first, path, arguments, keywords, state)
        if conversion is not None:
            value = converted(value, conversion)
        if nested:
            spec = fill_braces(spec, arguments, keywords, state, depth - 1)
        pieces.append(format(value, spec))
    return ''.join(pieces)


def format_braces(text, arguments, pairs):
    keywords = {}
    for place in range(0, len(pairs), 2):
        keywords[pairs[place]] = pairs[place + 1]
    return fill_braces(text, arguments, keywords, [None, 0], 2)


def format_map(text, mapping):
    return fill_braces(text, None, mapping, [None, 0], 2)


def percent_number(letter, value):
    """What a numeric directive makes of an object with `__int__`, `__index__` or `__float__`."""
    if letter in 'eEfFgG':
        return float(value)
    if letter in 'diu' and overridden(value, '__int__') is not None:
        return int(value)
    if overridden(value, '__index__') is not None:
        return as_index(value)
    return value


def percent(text, values):
    """`text % values` where Python code must run for it."""
    mapping = isinstance(values, (dict, list, range, bytes, bytearray)) or overridden(values, '__getitem__') is not None
    mapping = mapping and not isinstance(values, (tuple, str))
    arguments = values if isinstance(values, tuple) else (values,)
    used = 0
    pieces = []
    for part in percent_parts(text):
        if isinstance(part, str):
            pieces.append(part)
            continue
        if len(part) == 1:
            raise ValueError(part[0])
        key, flags, width, precision, letter, at = part
        if key is not None:
            if not mapping:
                raise TypeError('format requires a mapping')
            arguments = (values[key],)
            used = 0
        counts = []
        for count in (width, precision):
            if count == '*':
                if used >= len(arguments):
                    raise TypeError('not enough arguments for format string')
                count = arguments[used]
                used += 1
                if not isinstance(count, int):
                    raise TypeError('* wants int')
            counts.append(count)
        width, precision = counts
        if width is not None and width < 0:
            flags += '-'
            width = -width
        if used >= len(arguments):
            raise TypeError('not enough arguments for format string')
        value = arguments[used]
        used += 1
        if letter == 's' or letter == 'r' or letter == 'a':
            value = converted(value, letter)
            letter = 's'
        elif letter in 'diuoxXeEfFgGc':
            value = percent_number(letter, value)
        pieces.append(percent_one(flags, width, precision, letter, at, value))
    if used < len(arguments) and not mapping:
        raise TypeError('not all arguments converted during string formatting')
    return ''.join(pieces)


def str_join(separator, iterable):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError('can only join an iterable') from None
    return separator.join(list(iterator))


def str_translate(text, table):
    pieces = []
    for character in text:
        try:
            to = table[ord(character)]
        except LookupError:
            to = character
        if to is None:
            continue
        if isinstance(to, int):
            to = chr(to)
        elif not isinstance(to, str):
            raise TypeError('character mapping must return integer, None or str')
        pieces.append(to)
    return ''.join(pieces)


def bytes_of_object(cls, value):
    result = overridden(value, '__bytes__')(value)
    if not isinstance(result, bytes):
        raise TypeError(f'__bytes__ returned non-bytes (type {kind(result)})')
    return bytes_of_class(cls, result)


def bytes_of_iterable(cls, iterable):
    if overridden(iterable, '__index__') is not None:
        return bytes_of_class(cls, bytes(as_index(iterable)))
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError(f"cannot convert '{kind(iterable)}' object to {cls.__name__}") from None
    return bytes_of_class(cls, [as_index(item) for item in iterator])


def bytearray_extend(array, iterable):
    array.extend([as_index(item) for item in iterable])


def with_floats(function, arguments):
    import math
    return getattr(math, function)(*[float(argument) for argument in arguments])


def whole_of_object(function, value):
    """`math.floor`, `math.ceil` and `math.trunc` of an object."""
    method = overridden(value, '__' + function + '__')
    if method is not None:
        return method(value)
    if function == 'trunc':
        raise TypeError(f"type {kind(value)} doesn't define __trunc__ method")
    import math
    return getattr(math, function)(float(value))


def fsum_of_iterable(iterable):
    import math
    return math.fsum([float(item) for item in iterable])


def prod_of_iterable(iterable, start):
    for item in iterable:
        start = start * item
    return start


def dist_of_iterables(p, q):
    import math
    return math.dist(list(p), list(q))


# ----------------------------------------------------------------------------------------------------------------
# Containers, iteration, comparison, printing.
# ----------------------------------------------------------------------------------------------------------------


# Iterators.


def iterator(value):
    """`iter(value)` by `__iter__`, else `__getitem__`."""
    method = special(value, "__iter__")
    if method is not None:
        result = method()
        if not is_iterator(result):
            raise TypeError(f"iter() returned non-iterator of type '{type(result).__name__}'")
        return result
    if special(value, "__getitem__") is None:
        raise TypeError(f"'{type(value).__name__}' object is not iterable")
    return sequence_iterator(value, 0, False)


iter_of = iterator


def advance(iterator):
    """The next item of whatever is no builtin iterator; `StopIteration` at its end."""
    if sequence_state(iterator) is not None:
        return sequence_next(iterator)
    method = special(iterator, "__next__")
    if method is None:
        raise TypeError(f"'{type(iterator).__name__}' object is not an iterator")
    return method()


def sequence_next(iterator):
    value, index, backwards = sequence_state(iterator)
    if backwards:
        if index < 0:
            sequence_move(iterator, None)
            raise StopIteration
        item = value[index]
        sequence_move(iterator, index - 1)
        return item
    try:
        item = value[index]
    except (IndexError, StopIteration):
        sequence_move(iterator, None)
        raise StopIteration from None
    sequence_move(iterator, index + 1)
    return item


def next_or(iterator, default):
    try:
        return advance(iterator)
    except StopIteration:
        return default


def iter_until(function, sentinel):
    if not callable(function):
        raise TypeError("iter(v, w): v must be callable")
    return calls_until(function, sentinel)


def calls_until(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


def enumerate_new(cls, iterable, start):
    return dress(enumerated(iter(iterable), start), cls)


def enumerated(iterator, number):
    for item in iterator:
        yield number, item
        number += 1


def zip_new(cls, iterables, strict):
    iterators = [iter(iterable) for iterable in iterables]
    if len(iterators) == 2 and not strict:
        return dress(zipped_pairs(iterators[0], iterators[1]), cls)
    return dress(zipped(iterators, strict), cls)


def zipped_pairs(first, second):
    for item in first:
        try:
            other = next(second)
        except StopIteration:
            return
        yield item, other


def zipped(iterators, strict):
    while True:
        items = []
        for iterator in iterators:
            try:
                items.append(next(iterator))
            except StopIteration:
                if strict:
                    zip_ended(iterators, len(items))
                return
        yield tuple(items)


def zip_ended(iterators, number):
    if number:
        others = " 1" if number == 1 else f"s 1-{number}"
        raise ValueError(f"zip() argument {number + 1} is shorter than argument{others}") from None
    for number in range(1, len(iterators)):
        try:
            next(iterators[number])
        except StopIteration:
            continue
        others = " 1" if number == 1 else f"s 1-{number}"
        raise ValueError(f"zip() argument {number + 1} is longer than argument{others}") from None


def map_new(cls, function, iterables):
    if len(iterables) == 1:
        return dress(mapped(function, iter(iterables[0])), cls)
    return dress(mapped_over(function, [iter(iterable) for iterable in iterables]), cls)


def mapped(function, iterator):
    for item in iterator:
        yield function(item)


def mapped_over(function, iterators):
    for items in zipped(iterators, False):
        yield function(*items)


def filter_new(cls, function, iterable):
    if function is None or function is bool:
        return dress(true_ones(iter(iterable)), cls)
    return dress(filtered(function, iter(iterable)), cls)


def true_ones(iterator):
    for item in iterator:
        if item:
            yield item


def filtered(function, iterator):
    for item in iterator:
        if function(item):
            yield item


def reversed_of(value):
    method = special(value, "__reversed__")
    if method is not None:
        return method()
    if special(value, "__getitem__") is None or special(value, "__len__") is None:
        raise TypeError(f"'{type(value).__name__}' object is not reversible")
    return sequence_iterator(value, len(value) - 1, True)


def unpack(iterable, before, after):
    """As many items as an assignment has targets; `after` is `None` where it has no starred one."""
    items = []
    iterator = iter(iterable)
    if after is None:
        for item in iterator:
            if len(items) == before:
                raise ValueError(f"too many values to unpack (expected {before})")
            items.append(item)
        if len(items) < before:
            raise ValueError(f"not enough values to unpack (expected {before}, got {len(items)})")
        return items
    for item in iterator:
        items.append(item)
    if len(items) < before + after:
        raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {len(items)})")
    return items


# Items by `[]`.


def as_index(value):
    """`operator.index(value)`"""
    method = special(value, "__index__")
    if method is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    result = method()
    if not isinstance(result, int):
        raise TypeError(f"__index__ returned non-int (type {type(result).__name__})")
    return result


def as_slice_part(value):
    if value is None or isinstance(value, int):
        return value
    return as_index(value)


def as_key(key):
    """A key of a sequence with its `__index__` asked for."""
    if isinstance(key, slice):
        return slice(as_slice_part(key.start), as_slice_part(key.stop), as_slice_part(key.step))
    return key if isinstance(key, int) else as_index(key)


def get_by_index(container, key):
    return raw_get(container, as_key(key))


def set_by_index(container, key, value):
    key = as_key(key)
    raw_set(container, key, list(value) if isinstance(key, slice) else value)


def delete_by_index(container, key):
    raw_delete(container, as_key(key))


def multiply_by_index(sequence, factor):
    return sequence * as_index(factor)


def range_by_index(parts):
    return range(*[as_index(part) for part in parts])


def slice_indices(value, length):
    return as_key(value).indices(length)


def load_item(container, key):
    method = special(container, "__getitem__")
    if method is None:
        raise TypeError(f"'{type(container).__name__}' object is not subscriptable")
    return method(key)


def store_item(container, key, value):
    method = special(container, "__setitem__")
    if method is None:
        raise TypeError(f"'{type(container).__name__}' object does not support item assignment")
    method(key, value)


def delete_item(container, key):
    method = special(container, "__delitem__")
    if method is None:
        raise TypeError(f"'{type(container).__name__}' object doesn't support item deletion")
    method(key)


def len_of(value):
    method = special(value, "__len__")
    if method is None:
        raise TypeError(f"object of type '{type(value).__name__}' has no len()")
    length = method()
    if not isinstance(length, int):
        raise TypeError(f"'{type(length).__name__}' object cannot be interpreted as an integer")
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    return length + 0


def contains(item, container):
    """`item in container` by `__contains__`, else by looking at everything it gives."""
    method = special(container, "__contains__")
    if method is not None:
        return method(item)
    if special(container, "__iter__") is None and special(container, "__getitem__") is None:
        raise TypeError(f"argument of type '{type(container).__name__}' is not iterable")
    for other in container:
        if other is item or other == item:
            return True
    return False


def contains_body(container, item):
    """`item in container` of a builtin container where comparing takes Python code."""
    kind = body_kind(container)
    if kind == "dict" or kind == "keys":
        return dict_find(container, item)[1]
    if kind == "set":
        return set_find(container, item)[1]
    if kind == "items":
        key, value = item
        h, found, key = dict_find(container, key)
        if not found:
            return False
        other = dict_read(container, h, key)
        return other is value or other == value
    for other in container if kind == "iterator" else raw_items(container):
        if other is item or other == item:
            return True
    return False


# Dicts whose keys have a `__hash__` or `__eq__` written in Python.


def hash_of(value):
    method = special(value, "__hash__")
    if method is None:
        raise TypeError(f"unhashable type: '{type(value).__name__}'")
    result = method()
    if not isinstance(result, int):
        raise TypeError("__hash__ method should return an integer")
    return hash(int(result))


def tuple_hash(value):
    return hash_together([hash(item) for item in raw_items(value)])


def dict_find(mapping, key):
    """The key's hash, whether it is there, and the key that is."""
    h = hash(key)
    for other in dict_candidates(mapping, h):
        if other is key or other == key:
            return h, True, other
    return h, False, key


def dict_getitem(mapping, key):
    h, found, key = dict_find(mapping, key)
    if found:
        return dict_read(mapping, h, key)
    return dict_missing(mapping, key)


def dict_missing(mapping, key):
    missing = special(mapping, "__missing__")
    if missing is not None:
        return missing(key)
    raise KeyError(key)


def dict_setitem(mapping, key, value):
    h, found, key = dict_find(mapping, key)
    dict_write(mapping, h, key, value)


def dict_delitem(mapping, key):
    h, found, key = dict_find(mapping, key)
    dict_drop(mapping, h, key)


def dict_get(mapping, key, default):
    h, found, key = dict_find(mapping, key)
    return dict_read(mapping, h, key) if found else default


def dict_setdefault(mapping, key, default):
    h, found, key = dict_find(mapping, key)
    if found:
        return dict_read(mapping, h, key)
    dict_write(mapping, h, key, default)
    return default


def dict_pop(mapping, key, *default):
    h, found, key = dict_find(mapping, key)
    if found:
        return dict_drop(mapping, h, key)
    if default:
        return default[0]
    raise KeyError(key)


def dict_absorb(mapping, other):
    if hasattr(other, "keys"):
        for key in other.keys():
            raw_set(mapping, key, other[key])
        return
    number = 0
    for pair in other:
        try:
            parts = list(pair)
        except TypeError:
            raise TypeError(
                f"cannot convert dictionary update sequence element #{number} to a sequence"
            ) from None
        if len(parts) != 2:
            raise ValueError(
                f"dictionary update sequence element #{number} has length {len(parts)}; 2 is required"
            )
        raw_set(mapping, parts[0], parts[1])
        number += 1


def dict_update(mapping, other, keywords):
    dict_absorb(mapping, other)
    for key in keywords:
        raw_set(mapping, key, keywords[key])


def dict_ior(mapping, other):
    dict_absorb(mapping, other)
    return mapping


def dict_or(left, right):
    result = dict(left)
    dict_absorb(result, right)
    return result


def dict_fromkeys(cls, keys, value):
    result = cls()
    for key in keys:
        result[key] = value
    return result


def build_dict(operands):
    result = {}
    for position in range(0, len(operands), 2):
        result[operands[position]] = operands[position + 1]
    return result


def build_set(keys):
    result = set()
    for key in keys:
        result.add(key)
    return result


def dict_display_update(result, mapping):
    """`{**mapping}`"""
    if not hasattr(mapping, "keys"):
        raise TypeError(f"'{type(mapping).__name__}' object is not a mapping")
    dict_absorb(result, mapping)


def called_name(function):
    name = getattr(function, "__qualname__", None)
    if name is None:
        return str(function)
    module = getattr(function, "__module__", None)
    if module is None or module == "builtins":
        return f"{name}()"
    return f"{module}.{name}()"


def not_spreadable(function, value):
    raise TypeError(f"{called_name(function)} argument after * must be an iterable, not {type(value).__name__}")


def dict_merge(result, mapping, function):
    """`function(**mapping)`"""
    if not hasattr(mapping, "keys"):
        raise TypeError(
            f"{called_name(function)} argument after ** must be a mapping, not {type(mapping).__name__}"
        )
    for key in mapping.keys():
        if not isinstance(key, str):
            raise TypeError("keywords must be strings")
        if key in result:
            raise TypeError(f"{called_name(function)} got multiple values for keyword argument '{key}'")
        result[key] = mapping[key]


# Sets whose keys have a `__hash__` or `__eq__` written in Python.


def set_find(keys, key):
    h = hash(key)
    for other in set_candidates(keys, h):
        if other is key or other == key:
            return h, True, other
    return h, False, key


def set_add(keys, key):
    h, found, key = set_find(keys, key)
    if not found:
        set_write(keys, h, key)


def set_discard(keys, key):
    h, found, key = set_find(keys, key)
    if found:
        set_drop(keys, h, key)


def set_remove(keys, key):
    h, found, key = set_find(keys, key)
    if not found:
        raise KeyError(key)
    set_drop(keys, h, key)


def set_update(keys, iterable):
    for key in iterable:
        set_add(keys, key)


def set_difference_update(keys, iterable):
    if iterable is keys:
        keys.clear()
    else:
        for key in iterable:
            set_discard(keys, key)


def set_intersection_update(keys, iterable):
    set_take_over(keys, set_and(keys, iterable), None)


def set_symmetric_difference_update(keys, iterable):
    set_take_over(keys, set_xor(keys, iterable), None)


def plain_set(iterable):
    result = set()
    set_update(result, iterable)
    return result


def set_like(left, result):
    return set_take_over(None, result, frozenset if isinstance(left, frozenset) else set)


def set_or(left, right):
    result = plain_set(left)
    set_update(result, right)
    return set_like(left, result)


def set_and(left, right):
    result = set()
    held = left if body_kind(left) == "set" else plain_set(left)
    for key in right:
        h, found, key = set_find(held, key)
        if found:
            set_add(result, key)
    return set_like(left, result)


def set_sub(left, right):
    held = plain_set(right)
    result = set()
    for key in left:
        if not set_find(held, key)[1]:
            set_add(result, key)
    return set_like(left, result)


def set_xor(left, right):
    result = plain_set(right)
    for key in plain_set(left):
        h, found, other = set_find(result, key)
        if found:
            set_drop(result, h, other)
        else:
            set_write(result, h, key)
    return set_like(left, result)


def set_ior(keys, other):
    set_update(keys, other)
    return keys


def set_iand(keys, other):
    set_intersection_update(keys, other)
    return keys


def set_isub(keys, other):
    set_difference_update(keys, other)
    return keys


def set_ixor(keys, other):
    set_symmetric_difference_update(keys, other)
    return keys


def set_fold(operation, result, others):
    for other in others:
        result = operation(result, other)
    return result


def set_each(operation, keys, others):
    for other in others:
        operation(keys, other)


def set_isdisjoint(left, right):
    return not set_and(left, right)


def set_issubset(left, right):
    held = plain_set(right)
    for key in left:
        if not set_find(held, key)[1]:
            return False
    return True


def set_issuperset(left, right):
    held = left if body_kind(left) == "set" else plain_set(left)
    for key in right:
        if not set_find(held, key)[1]:
            return False
    return True


def frozenset_new(cls, iterable):
    return set_take_over(None, plain_set(iterable), cls)


# Sequences of anything.


def list_extend(items, iterable):
    for item in iterable:
        list_append(items, item)


def list_iadd(items, iterable):
    list_extend(items, iterable)
    return items


def tuple_new(cls, iterable):
    items = []
    for item in iterable:
        items.append(item)
    return tuple_of(cls, items)


def deque_extend(items, iterable):
    for item in iterable:
        items.append(item)


def deque_extendleft(items, iterable):
    for item in iterable:
        items.appendleft(item)


def deque_iadd(items, iterable):
    deque_extend(items, iterable)
    return items


def sequence_index(items, wanted, start, stop):
    for index in range(start, stop):
        try:
            item = raw_get(items, index)
        except IndexError:
            break
        if item is wanted or item == wanted:
            return index
    if isinstance(items, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    if isinstance(items, list):
        raise ValueError(f"{wanted!r} is not in list")
    raise ValueError(f"{wanted!r} is not in deque")


def not_in_list(wanted):
    raise ValueError(f"{wanted!r} is not in list")


def not_in_deque(wanted):
    raise ValueError(f"{wanted!r} is not in deque")


def sequence_count(items, wanted):
    count = 0
    for item in raw_items(items):
        if item is wanted or item == wanted:
            count += 1
    return count


def list_remove(items, wanted):
    for index, item in enumerate(raw_items(items)):
        if item is wanted or item == wanted:
            raw_delete(items, index)
            return
    raise ValueError("list.remove(x): x not in list")


def deque_remove(items, wanted):
    for index, item in enumerate(raw_items(items)):
        if item is wanted or item == wanted:
            raw_delete(items, index)
            return
    raise ValueError(f"{wanted!r} is not in deque")


def sorted_items(items, key, reverse):
    if key is None:
        keys = items
    else:
        keys = []
        for item in items:
            keys.append(key(item))
    order = sort_order(keys, reverse)
    if order is None:
        order = list(range(len(keys)))
        if reverse:
            order.reverse()
        order = merge_sort(order, keys)
        if reverse:
            order.reverse()
    result = []
    for index in order:
        result.append(items[index])
    return result


def merge_sort(order, keys):
    """By `<` alone; equal ones stay as they were."""
    count = len(order)
    if count <= 32:
        for position in range(1, count):
            index = order[position]
            key = keys[index]
            low = 0
            high = position
            # Sorted already, mostly: ask the neighbour first.
            if not key < keys[order[position - 1]]:
                continue
            high = position - 1
            while low < high:
                middle = (low + high) // 2
                if key < keys[order[middle]]:
                    high = middle
                else:
                    low = middle + 1
            order.insert(low, order.pop(position))
        return order
    left = merge_sort(order[: count // 2], keys)
    right = merge_sort(order[count // 2 :], keys)
    result = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if keys[right[j]] < keys[left[i]]:
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result


def list_sort(items, key, reverse):
    list_replace(items, sorted_items(raw_items(items), key, reverse))


def sorted_of(iterable, key, reverse):
    return sorted_items(list(iterable), key, reverse)


def min_of(iterable, key, *default):
    found = False
    for item in iterable:
        value = item if key is None else key(item)
        if not found:
            found = True
            best = item
            least = value
        elif value < least:
            best = item
            least = value
    if found:
        return best
    if default:
        return default[0]
    raise ValueError("min() arg is an empty sequence")


def max_of(iterable, key, *default):
    found = False
    for item in iterable:
        value = item if key is None else key(item)
        if not found:
            found = True
            best = item
            most = value
        elif value > most:
            best = item
            most = value
    if found:
        return best
    if default:
        return default[0]
    raise ValueError("max() arg is an empty sequence")


def sum_of(iterable, total):
    for item in iterable:
        total = total + item
    return total


def any_of(iterable):
    for item in iterable:
        if item:
            return True
    return False


def all_of(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def any_from(first, iterator):
    return True if first else any_of(iterator)


def all_from(first, iterator):
    return all_of(iterator) if first else False


def isinstance_of(value, classes):
    if isinstance(classes, tuple):
        for cls in classes:
            if isinstance(value, cls):
                return True
        return False
    if type(value) is classes:
        return True
    return bool(special(classes, "__instancecheck__")(value))


def issubclass_of(cls, classes):
    if isinstance(classes, tuple):
        for parent in classes:
            if issubclass(cls, parent):
                return True
        return False
    return bool(special(classes, "__subclasscheck__")(cls))


def dir_of(value):
    return sorted(special(value, "__dir__")())


# Comparing what holds objects with an `__eq__` or `__lt__` of their own.


def compare_bodies(symbol, left, right):
    """Two containers of one kind, whatever their own classes define."""
    if symbol == "==":
        return equal_bodies(left, right)
    if symbol == "!=":
        return not equal_bodies(left, right)
    if body_kind(left) != "sequence":
        if symbol == "<":
            return len(left) < len(right) and set_issubset(left, right)
        if symbol == "<=":
            return len(left) <= len(right) and set_issubset(left, right)
        if symbol == ">":
            return len(left) > len(right) and set_issuperset(left, right)
        return len(left) >= len(right) and set_issuperset(left, right)
    left = raw_items(left)
    right = raw_items(right)
    for index in range(min(len(left), len(right))):
        a = left[index]
        b = right[index]
        if a is b or a == b:
            continue
        if symbol == "<":
            return a < b
        if symbol == "<=":
            return a <= b
        if symbol == ">":
            return a > b
        return a >= b
    if symbol == "<":
        return len(left) < len(right)
    if symbol == "<=":
        return len(left) <= len(right)
    if symbol == ">":
        return len(left) > len(right)
    return len(left) >= len(right)


def equal_bodies(left, right):
    kind = body_kind(left)
    if kind == "dict" or kind == "items":
        keys = raw_items(left)
        if len(keys) != len(raw_items(right)):
            return False
        for key in keys:
            h, found, other = dict_find(right, key)
            if not found:
                return False
            a = raw_value(left, key)
            b = dict_read(right, h, other)
            if not (a is b or a == b):
                return False
        return True
    a = raw_items(left)
    b = raw_items(right)
    if len(a) != len(b):
        return False
    if kind == "set" or kind == "keys":
        held = right if body_kind(right) == "set" else plain_set(b)
        for key in a:
            if not set_find(held, key)[1]:
                return False
        return True
    for index in range(len(a)):
        x = a[index]
        y = b[index]
        if not (x is y or x == y):
            return False
    return True


# Writing what holds objects with a `__repr__` of their own.


def repr_of(value):
    """`repr(value)`"""
    text = special(value, "__repr__")()
    if not isinstance(text, str):
        raise TypeError(f"__repr__ returned non-string (type {type(text).__name__})")
    return text


def str_of(value):
    """`str(value)`"""
    text = special(value, "__str__")()
    if not isinstance(text, str):
        raise TypeError(f"__str__ returned non-string (type {type(text).__name__})")
    return text


def repr_builtin(value):
    """What `list.__repr__` and its like do where an item's `__repr__` is Python."""
    shell = repr_shell(value, repr_active(value))
    if isinstance(shell, str):
        return shell
    begin, items, style, end = shell
    pieces = [begin]
    count = 0
    for item in items:
        if style == 1 and count % 2 == 1:
            pieces.append(": ")
        elif style == 2:
            pieces.append(", " if count % 2 == 1 else "), (" if count else "(")
        elif count:
            pieces.append(", ")
        pieces.append(repr(item))
        count += 1
    if style == 2 and count:
        pieces.append(")")
    pieces.append(end)
    return "".join(pieces)


def print_values(values, separator, end, file, flush):
    if file is None or is_stream(file):
        texts = [str(value) for value in values]
        print(separator.join(texts), end=end, file=file, flush=flush)
        return
    write = file.write
    first = True
    for value in values:
        if not first:
            write(separator)
        write(str(value))
        first = False
    write(end)
    if flush:
        file.flush()


# ----------------------------------------------------------------------------------------------------------------
# Threads.
# ----------------------------------------------------------------------------------------------------------------

import sys
from _machine import (
    barrier_failed,
    barrier_filled,
    deprecation,
    dummy_thread,
    exception_chain,
    flush_streams,
    format_exception as exception_lines,
    queue_custom_done,
    queue_get_done,
    queue_items,
    queue_put_done,
    queue_restore,
    thread_ended,
    exit_hook,
    thread_hook,
    thread_shutdown,
    wait_for_threads,
    write_text,
)
from _queue import Empty, Full
from _threading import Condition
from _time import monotonic_ns


def main_thread(body):
    """The bottom of the main thread: what it returns is the program's exit code."""
    code = 0
    try:
        body()
    except BaseException as error:
        code = exit_code(error)
    # As CPython does once it has run a file: what threads and `atexit` write comes behind it.
    flush_streams()
    leave()
    return code


def spawned_thread(load, module, body, payload):
    """The bottom of the main thread of a process that `multiprocessing` has spawned."""
    code = 0
    try:
        load()
        code = module.spawn_main(body, payload)
    except BaseException as error:
        code = exit_code(error)
    leave()
    return code


def exit_code(error):
    """Of a process whose main thread this has ended; it is reported."""
    try:
        return uncaught(error)
    except BaseException:
        return 1


def leave():
    """The end of a process, in CPython's order: other threads, `atexit`, what is still to be written."""
    shutdown = thread_shutdown()
    if shutdown is not None:
        shutdown()
    wait_for_threads()
    call_all = exit_hook()
    if call_all is not None:
        call_all()
    flush_streams()


def uncaught(error):
    """Reports what ended the main thread; the exit code."""
    if isinstance(error, SystemExit):
        code = error.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 255
        sys.stderr.write(str(code) + "\n")
        return 1
    # stdout first, as it came first.
    flush_streams()
    sys.stderr.write("".join(format_exception(error)))
    main_failed(error)
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def thread_main(thread):
    """The bottom of every other thread."""
    try:
        thread.run()
    except BaseException as error:
        thread_failed(thread, error)
    finally:
        thread_ended(thread)


def thread_failed(thread, error):
    hook = thread_hook(error)
    details = ExceptHookArguments((type(error), error, error.__traceback__, thread))
    if hook is None:
        hook = thread_excepthook
    try:
        hook(details)
    except BaseException as second:
        sys.stderr.write("Exception in threading.excepthook:\n" + "".join(format_exception(second)))


class ExceptHookArguments:
    """What `threading.excepthook` is called with."""

    def __init__(self, parts):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = parts

    def __iter__(self):
        yield self.exc_type
        yield self.exc_value
        yield self.exc_traceback
        yield self.thread

    def __getitem__(self, index):
        return (self.exc_type, self.exc_value, self.exc_traceback, self.thread)[index]

    def __len__(self):
        return 4


def except_hook_arguments(parts):
    return ExceptHookArguments(tuple(parts))


def thread_excepthook(details):
    if details.exc_type is SystemExit:
        return
    thread = details.thread
    name = "<unknown>" if thread is None else thread.name
    text = "".join(format_exception(details.exc_value))
    sys.stderr.write("Exception in thread " + name + ":\n" + text)


# Places that have been told already that a name is old.
warned = []


def warn_of_old_name(message):
    """A DeprecationWarning, as CPython shows it where the main module is to blame: once for each line."""
    warning = deprecation(message)
    if warning not in warned:
        warned.append(warning)
        sys.stderr.write(warning)


def old_method(receiver, name, message, arguments):
    warn_of_old_name(message)
    return getattr(receiver, name)(*arguments)


def old_attribute(receiver, name, message, arguments):
    warn_of_old_name(message)
    if arguments:
        setattr(receiver, name, arguments[0])
    else:
        return getattr(receiver, name)


def thread_run(target, arguments, keywords):
    target(*arguments, **keywords)


def thread_named(thread, name):
    thread.name = str(name)


def start_new_thread(function, arguments, keywords):
    thread = dummy_thread(function, arguments, keywords)
    thread.start()
    return thread.ident


def condition_wait_for(condition, predicate, timeout):
    result = predicate()
    if timeout is None:
        while not result:
            condition.wait()
            result = predicate()
        return result
    if result:
        return result
    # In whole nanoseconds: a remainder of a float would make it wait once more for nothing.
    end = monotonic_ns() + int(timeout * 1_000_000_000)
    remaining = timeout
    while not result and remaining > 0:
        condition.wait(remaining)
        result = predicate()
        remaining = (end - monotonic_ns()) / 1_000_000_000
    return result


def barrier_action(barrier, action, index):
    """The last to arrive does the barrier's action; the others wait until it is done."""
    try:
        action()
    except BaseException:
        barrier_failed(barrier)
        raise
    return barrier_filled(barrier, index)


def priority_put(queue, item):
    """`PriorityQueue.put` where comparing takes Python code. The queue is busy until it is given back."""
    heap = queue_items(queue)
    heap.append(item)
    try:
        heap_rise(heap, 0, len(heap) - 1)
    except BaseException:
        queue_restore(queue, heap)
        raise
    queue_put_done(queue, heap, item)


def priority_get(queue):
    heap = queue_items(queue)
    item = heap.pop()
    try:
        if heap:
            item, heap[0] = heap[0], item
            heap_sink(heap)
    except BaseException:
        queue_restore(queue, heap)
        raise
    return queue_get_done(queue, heap, item)


def heap_rise(heap, start, place):
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def heap_sink(heap):
    """As `heapq` does it: down to a leaf, always after the smaller child, and up again from there."""
    end = len(heap)
    place = 0
    item = heap[0]
    child = 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    heap_rise(heap, 0, place)


def priority_plain_put(queue, item):
    heap = queue_items(queue)
    heap.append(item)
    try:
        heap_rise(heap, 0, len(heap) - 1)
    finally:
        queue_restore(queue, heap)


def priority_plain_get(queue):
    heap = queue_items(queue)
    item = heap.pop()
    try:
        if heap:
            item, heap[0] = heap[0], item
            heap_sink(heap)
    finally:
        queue_restore(queue, heap)
    return item


# A queue whose class replaces `_init`, `_put`, `_get` or `_qsize` is worked as CPython works every queue: by a lock
# and conditions on it.


def queue_custom_init(queue):
    queue.not_empty = Condition(queue.mutex)
    queue.not_full = Condition(queue.mutex)
    queue._init(queue.maxsize)


def queue_custom_put(queue, item, block, timeout):
    with queue.not_full:
        if queue.maxsize > 0:
            if not queue_custom_wait(queue.not_full, lambda: queue._qsize() < queue.maxsize, block, timeout):
                raise Full
        queue._put(item)
        queue_custom_done(queue, item, True)
        queue.not_empty.notify()


def queue_custom_get(queue, block, timeout):
    with queue.not_empty:
        if not queue_custom_wait(queue.not_empty, lambda: queue._qsize(), block, timeout):
            raise Empty
        item = queue._get()
        queue_custom_done(queue, item, False)
        queue.not_full.notify()
        return item


def queue_custom_wait(condition, ready, block, timeout):
    if not block:
        return ready()
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    return condition_wait_for(condition, ready, timeout)


def queue_custom_size(queue):
    with queue.mutex:
        return queue._qsize()


def queue_custom_empty(queue):
    with queue.mutex:
        return not queue._qsize()


def queue_custom_full(queue):
    with queue.mutex:
        return 0 < queue.maxsize <= queue._qsize()


def format_exception(error):
    """The lines of a traceback, as CPython prints it."""
    texts = []
    for each in exception_chain(error):
        try:
            texts.append(str(each))
        except Exception:
            texts.append("<exception str() failed>")
    return exception_lines(error, texts)


def stream_write(stream, text):
    write_text(stream, text)
    return len(text)


def write_lines(stream, lines):
    for line in lines:
        stream.write(line)


# ----------------------------------------------------------------------------------------------------------------
# What an object is made of, for `pickle`.
# ----------------------------------------------------------------------------------------------------------------

from _collections import deque
from _copyreg import __newobj__, __newobj_ex__, layout, native_owner

# What threads wait for is Python in CPython, and has a lock inside.
REFUSED_FOR = {
    "threading.Condition": "_thread.RLock",
    "threading.Thread": "_thread.lock",
    "threading.Event": "_thread.lock",
    "threading.Semaphore": "_thread.lock",
    "threading.Barrier": "_thread.lock",
    "queue.Queue": "_thread.lock",
}


NativeType = type(len)
MethodType = type(ExceptHookArguments.__iter__.__get__(REFUSED_FOR))


def new_object(cls, positional, keywords):
    return cls.__new__(cls, *positional, **keywords)


def reduce_ex(obj, protocol):
    """`object.__reduce_ex__`"""
    if type(obj).__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    return reduce(obj)


def reduce(obj):
    """How to make an object like this one: a function to call, its arguments, and what to add then."""
    kind = type(obj)
    base = layout(kind)
    if isinstance(obj, BaseException):
        state = own_attributes(obj)
        return (kind, obj.args, state) if state else (kind, obj.args)
    if base is set or base is frozenset:
        return kind, (raw_items(obj),), obj.__getstate__()
    if base is deque:
        limit = obj.maxlen
        return kind, () if limit is None else ((), limit), obj.__getstate__(), iter(obj)
    if base is bytearray:
        return kind, (bytes(obj),) if len(obj) else (), obj.__getstate__()
    if base is range or base is slice:
        return kind, (obj.start, obj.stop, obj.step)
    if obj is ... or obj is NotImplemented:
        return repr(obj)
    if base is MethodType:
        return getattr, (obj.__self__, obj.__func__.__name__)
    if base is NativeType:
        return reduce_native(obj)
    return reduce_instance(obj, kind, base)


def reduce_native(function):
    owner = native_owner(function)
    if owner is None:
        return function.__name__
    return getattr, (owner, function.__name__)


def reduce_instance(obj, kind, base):
    """By `cls.__new__`: nothing is initialized a second time."""
    positional, keywords = (), {}
    if hasattr(obj, "__getnewargs_ex__"):
        positional, keywords = new_arguments(obj)
    elif hasattr(obj, "__getnewargs__"):
        positional = obj.__getnewargs__()
        if not isinstance(positional, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(positional).__name__}'")
    elif base is int:
        positional = (int.__add__(obj, 0),)
    elif base is float:
        positional = (float.__mul__(obj, 1.0),)
    elif base is str:
        positional = (str.__add__(obj, ""),)
    elif base is bytes:
        positional = (bytes.__add__(obj, b""),)
    elif base is tuple:
        positional = (tuple(raw_items(obj)),)
    elif base is not object and base is not list and base is not dict:
        name = base.__name__ if base.__module__ == "builtins" else f"{base.__module__}.{base.__name__}"
        raise TypeError(f"cannot pickle '{REFUSED_FOR.get(name, name)}' object")
    state = obj.__getstate__()
    items = iter(obj) if base is list else None
    pairs = iter(obj.items()) if base is dict else None
    if keywords:
        return __newobj_ex__, (kind, positional, keywords), state, items, pairs
    return __newobj__, (kind, *positional), state, items, pairs


def new_arguments(obj):
    given = obj.__getnewargs_ex__()
    if not isinstance(given, tuple):
        raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(given).__name__}'")
    if len(given) != 2:
        raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(given)}")
    positional, keywords = given
    if not isinstance(positional, tuple):
        raise TypeError("first item of the tuple returned by __getnewargs_ex__ must be a tuple, "
                        f"not '{type(positional).__name__}'")
    if not isinstance(keywords, dict):
        raise TypeError("second item of the tuple returned by __getnewargs_ex__ must be a dict, "
                        f"not '{type(keywords).__name__}'")
    return positional, keywords


def getstate(obj):
    """`object.__getstate__`: the attributes; those in `__slots__` in a dict of their own."""
    state = own_attributes(obj)
    names = slot_names(type(obj))
    slots = {name: state.pop(name) for name in names if name in state}
    if slots:
        return state or None, slots
    return state or None


def own_attributes(obj):
    try:
        return object_dict(obj)
    except AttributeError:
        return {}


def slot_names(kind):
    names = []
    for base in kind.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                name = f"_{stripped}{name}" if stripped else name
            names.append(name)
    return names
