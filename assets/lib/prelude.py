"""What the machine itself calls when an operation must run Python code: a user's `__eq__`, a `key=` function, any iterable.

Natives never call back into Python. They pass the whole operation on to a function of this file, which runs as hidden
library code: it takes no step of its own in a schedule and no line in a traceback.
"""

# ----------------------------------------------------------------------------------------------------------------
# Operators, truth, calls and classes.
# ----------------------------------------------------------------------------------------------------------------


# ----------------------------------------------------------------------------------------------------------------
# Numbers and text.
# ----------------------------------------------------------------------------------------------------------------

from _machine import (
    brace_parts, bytes_of_class, float_of_class, int_of_class, operate_numbers, overridden, percent_one,
    percent_parts, text_of_class,
)


def kind(value):
    return type(value).__name__


def as_index(value):
    """A plain int from an int or from `__index__`."""
    method = overridden(value, '__index__')
    if method is None:
        if isinstance(value, int):
            return value
        raise TypeError(f"'{kind(value)}' object cannot be interpreted as an integer")
    result = method(value)
    if not isinstance(result, int):
        raise TypeError(f'__index__ returned non-int (type {kind(result)})')
    return result


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


def str_object(value):
    """`str(value)` where Python code must run for it."""
    method = overridden(value, '__str__')
    if method is not None:
        result = method(value)
        if not isinstance(result, str):
            raise TypeError(f'__str__ returned non-string (type {kind(result)})')
        return result
    if isinstance(value, BaseException) and overridden(value, '__repr__') is None:
        arguments = value.args
        if not arguments:
            return ''
        if len(arguments) == 1:
            return repr(arguments[0]) if isinstance(value, KeyError) else str(arguments[0])
        return repr(arguments)
    return repr(value)


def str_of_class(cls, value):
    return text_of_class(cls, str_object(value))


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
    return str_object(value)


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
        if letter == '%':
            pieces.append('%')
            continue
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


# ----------------------------------------------------------------------------------------------------------------
# Threads.
# ----------------------------------------------------------------------------------------------------------------
