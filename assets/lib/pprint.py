"""Objects printed over several lines, keys sorted: pprint, pp, pformat, PrettyPrinter.

Broken up: dicts, lists, tuples, sets, frozensets, dataclasses, SimpleNamespace, and long texts.
Left out: bytes, deques and the other classes of `collections`, which stay on one line.
"""

import sys


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = sys.stdout if stream is None else stream
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscores = underscore_numbers

    def pprint(self, object):
        self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._put(object, parts, 0, 0, (), 0)
        return "".join(parts)

    def _short(self, obj, inside, level):
        """The object on one line."""
        kind = type(obj)
        if kind is int and self._underscores:
            return f"{obj:_d}"
        if not self._is_container(obj):
            return repr(obj)
        if not obj:
            return repr(obj)
        if self._depth is not None and level >= self._depth:
            return {"dict": "{...}", "list": "[...]", "tuple": "(...)"}.get(kind.__name__, repr(obj))
        if id(obj) in inside:
            return f"<Recursion on {kind.__name__} with id={id(obj)}>"
        inside = (*inside, id(obj))
        if isinstance(obj, dict):
            pairs = [f"{self._short(key, inside, level + 1)}: {self._short(value, inside, level + 1)}"
                     for key, value in self._items(obj)]
            return f"{{{', '.join(pairs)}}}"
        shown = [self._short(item, inside, level + 1) for item in obj]
        if kind is list:
            return f"[{', '.join(shown)}]"
        return f"({shown[0]},)" if len(shown) == 1 else f"({', '.join(shown)})"

    def _is_container(self, obj):
        return any([_shows_as(obj, builtin) for builtin in (dict, list, tuple)])

    def _items(self, mapping):
        items = list(mapping.items())
        return _in_order(items, lambda item: item[0]) if self._sort_dicts else items

    def _put(self, obj, parts, column, after, inside, level):
        """Adds the object's text, which starts at this column and leaves room for what comes after."""
        if id(obj) in inside:
            parts.append(f"<Recursion on {type(obj).__name__} with id={id(obj)}>")
            return
        short = self._short(obj, inside, level)
        too_deep = self._depth is not None and level >= self._depth and self._is_container(obj)
        if len(short) <= self._width - column - after or too_deep:
            parts.append(short)
            return
        inside = (*inside, id(obj))
        level += 1
        kind = type(obj)
        if _shows_as(obj, dict):
            self._put_dict(obj, parts, column, after, inside, level)
        elif _shows_as(obj, list):
            self._put_items(obj, "[", "]", parts, column, after, inside, level)
        elif _shows_as(obj, tuple):
            self._put_items(obj, "(", ",)" if len(obj) == 1 else ")", parts, column, after, inside, level)
        elif kind is set and obj:
            self._put_items(_in_order(obj), "{", "}", parts, column, after, inside, level)
        elif kind is frozenset and obj:
            self._put_items(_in_order(obj), "frozenset({", "})", parts, column, after, inside, level, 10)
        elif kind is str and obj:
            self._put_text(obj, parts, column, after, level)
        elif hasattr(obj, "__dataclass_fields__") and not isinstance(obj, type):
            fields = [each.name for each in obj.__dataclass_fields__.values() if each._kind == "field" and each.repr]
            self._put_attributes(obj, kind.__name__, fields, parts, column, after, inside, level)
        elif kind.__name__ == "SimpleNamespace":
            self._put_attributes(obj, "namespace", list(obj.__dict__), parts, column, after, inside, level)
        else:
            parts.append(short)

    def _put_dict(self, obj, parts, column, after, inside, level):
        parts.append("{" + " " * (self._indent - 1))
        column += self._indent
        separator = ",\n" + " " * column
        items = self._items(obj)
        for place, (key, value) in enumerate(items):
            if place:
                parts.append(separator)
            shown = self._short(key, inside, level)
            parts.append(shown + ": ")
            last = place == len(items) - 1
            self._put(value, parts, column + len(shown) + 2, after + 1 if last else 1, inside, level)
        parts.append("}")

    def _put_items(self, items, opening, closing, parts, column, after, inside, level, deeper=0):
        parts.append(opening + " " * (self._indent - 1))
        column += self._indent + deeper
        after += len(closing)
        separator = ",\n" + " " * column
        room = self._width - column + 1
        left = room
        fresh = True  # at the beginning of a line
        items = list(items)
        for place, item in enumerate(items):
            last = place == len(items) - 1
            shown = self._short(item, inside, level) if self._compact else ""
            needed = len(shown) + 2
            if last:
                room -= after
                left -= after
            if self._compact and left < needed:
                left = room
                fresh = True
            if place:
                parts.append(separator if fresh else ", ")
            if self._compact and left >= needed:
                parts.append(shown)
                left -= needed
                fresh = False
            else:
                self._put(item, parts, column, after if last else 1, inside, level)
                fresh = True
        parts.append(closing)

    def _put_attributes(self, obj, name, names, parts, column, after, inside, level):
        parts.append(name + "(")
        column += len(name) + 1
        for place, attribute in enumerate(names):
            if place:
                parts.append(",\n" + " " * column)
            parts.append(attribute + "=")
            last = place == len(names) - 1
            self._put(getattr(obj, attribute), parts, column + len(attribute) + 1, after + 1 if last else 1,
                      inside, level)
        parts.append(")")

    def _put_text(self, text, parts, column, after, level):
        """A long text is several literals, broken at line ends and spaces."""
        if level == 1:
            column += 1
            after += 1
        room = self._width - column
        pieces = []
        lines = text.splitlines(True)
        for number, line in enumerate(lines):
            needed = after if number == len(lines) - 1 else 0
            if len(repr(line)) <= room - needed:
                pieces.append(repr(line))
                continue
            words = _words(line)
            current = ""
            for place, word in enumerate(words):
                limit = room - needed if place == len(words) - 1 else room
                if current and len(repr(current + word)) > limit:
                    pieces.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                pieces.append(repr(current))
        if len(pieces) == 1:
            parts.append(pieces[0])
            return
        text = ("\n" + " " * column).join(pieces)
        parts.append(f"({text})" if level == 1 else text)


def _shows_as(obj, builtin):
    """Whether the object has the repr of this builtin class, not one of its own."""
    for base in type(obj).__mro__:
        if base is builtin:
            return True
        if "__repr__" in base.__dict__:
            return False
    return False


def _words(line):
    """The words of a line, each with the white space behind it."""
    words = []
    for letter in line:
        if not words or not letter.isspace() and words[-1][-1:].isspace():
            words.append(letter)
        else:
            words[-1] += letter
    return words


def _in_order(items, key=None):
    """Sorted, also where the items cannot be compared: then by the names of their types."""
    key = key or (lambda item: item)
    try:
        return sorted(items, key=key)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(key(item))), repr(key(item))))


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._short(object, (), 0)


def isreadable(object):
    return "<" not in saferepr(object)
