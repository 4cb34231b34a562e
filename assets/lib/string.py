"""Letters as constants, capwords, Template, Formatter.

Left out: changing a Template's pattern, and the hooks of Formatter.
"""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Every word with a capital; without sep, single spaces between them."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


def _name_at(text, at):
    """The identifier (ASCII letters, digits, _) that starts there; "" if none does."""
    end = at
    while end < len(text) and (text[end] == "_" or text[end] in ascii_letters or end > at and text[end] in digits):
        end += 1
    return text[at:end]


class Template:
    """A text with $name and ${name} to be filled in; $$ is a $."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pairs: the text before a mark, and (name, as written); name is None for what is no proper mark."""
        text = self.template
        at = 0
        while True:
            mark = text.find(self.delimiter, at)
            if mark < 0:
                yield text[at:], None
                return
            behind = mark + len(self.delimiter)
            if text.startswith(self.delimiter, behind):
                yield text[at:behind], None
                at = behind + len(self.delimiter)
                continue
            braced = text[behind:behind + 1] == "{"
            name = _name_at(text, behind + braced)
            end = behind + braced + len(name)
            if not name or braced and text[end:end + 1] != "}":
                yield text[at:mark], (None, self.delimiter, mark)
                at = behind
            else:
                yield text[at:mark], (name, text[mark:end + braced], mark)
                at = end + braced

    def _fill(self, mapping, kws, safe):
        if mapping is None:
            mapping = {}
        result = []
        for before, mark in self._parts():
            result.append(before)
            if mark is None:
                continue
            name, written, place = mark
            if name is None:
                if not safe:
                    lines = self.template[:place].split("\n")
                    raise ValueError("Invalid placeholder in string: "
                                     f"line {len(lines)}, col {len(lines[-1]) + 1}")
                result.append(written)
            elif name in kws:
                result.append(str(kws[name]))
            elif safe and name not in mapping:
                result.append(written)
            else:
                result.append(str(mapping[name]))
        return "".join(result)

    def substitute(self, mapping=None, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._fill(mapping, kws, True)

    def get_identifiers(self):
        names = []
        for _, mark in self._parts():
            if mark is not None and mark[0] is not None and mark[0] not in names:
                names.append(mark[0])
        return names

    def is_valid(self):
        return all([mark is None or mark[0] is not None for _, mark in self._parts()])


class Formatter:
    """str.format as an object."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
