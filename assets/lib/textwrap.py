"""Text in paragraphs: wrap, fill, shorten, dedent, indent, TextWrapper.

Left out: fix_sentence_endings.
"""

_SPACES = "\t\n\x0b\x0c\r "


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        """The lines of a paragraph."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if letter in _SPACES else letter for letter in text])
        chunks = _chunks(text, self.break_on_hyphens)
        chunks.reverse()
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = self._line(chunks, self.width - len(indent))
            if not line:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or self._is_all(chunks, line, indent):
                lines.append(indent + "".join(line))
            else:
                self._cut_short(lines, line, indent)
                break
        return lines

    def _is_all(self, chunks, line, indent):
        rest = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
        return rest and len("".join(line)) <= self.width - len(indent)

    def _line(self, chunks, width):
        """Takes the chunks of one line off the end of `chunks`."""
        line = []
        length = 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._take_long_word(chunks, line, length, width)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _take_long_word(self, chunks, line, length, width):
        # With no room left nothing is taken, and the space before stays at the end of the line, as in CPython.
        room = width - length if width >= 1 else 1
        if self.break_long_words:
            word = chunks[-1]
            end = room
            hyphen = word.rfind("-", 0, room)
            if self.break_on_hyphens and len(word) > room and hyphen > 0 and word[:hyphen].strip("-"):
                end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _cut_short(self, lines, line, indent):
        """The last line allowed ends in the placeholder."""
        width = self.width - len(indent)
        while line:
            if line[-1].strip() and len("".join(line)) + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            line.pop()
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def _chunks(text, break_on_hyphens):
    """Words and the spaces between them; a word with hyphens between letters is several chunks."""
    chunks = []
    at = 0
    while at < len(text):
        end = at
        is_space = text[at] in _SPACES
        while end < len(text) and (text[end] in _SPACES) == is_space:
            end += 1
        if is_space or not break_on_hyphens:
            chunks.append(text[at:end])
        else:
            chunks += _hyphen_parts(text[at:end])
        at = end
    return chunks


def _hyphen_parts(word):
    """well-known is well- and known; a dash of two or more hyphens between words stands alone."""
    parts = []
    start = 0
    at = 1
    while at < len(word):
        if word[at] == "-":
            end = at
            while end < len(word) and word[end] == "-":
                end += 1
            letters = at >= 2 and _is_letter(word[at - 1]) and _is_letter(word[at - 2])
            if end - at == 1 and letters and _is_letter(word[end:end + 1]) and _is_letter(word[end + 1:end + 2]):
                parts.append(word[start:end])
                start = end
            elif end - at >= 2 and end < len(word) and (word[end].isalnum() or word[end] == "_"):
                parts += [word[start:at], word[at:end]]
                start = end
            at = end
        else:
            at += 1
    parts.append(word[start:])
    return [part for part in parts if part]


def _is_letter(letter):
    return letter.isalpha() or letter == "_"


def wrap(text, width=70, **kwargs):
    return TextWrapper(width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text with single spaces, cut to the width at a word."""
    kwargs.setdefault("max_lines", 1)
    return TextWrapper(width, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Without the white space that all lines begin with. Lines of nothing but spaces become empty."""
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if line:
            own = line[:len(line) - len(line.lstrip(" \t"))]
            margin = own if margin is None else _common_start(margin, own)
    if not margin:
        return "\n".join(lines)
    return "\n".join([line[len(margin):] for line in lines])


def _common_start(a, b):
    length = 0
    while length < min(len(a), len(b)) and a[length] == b[length]:
        length += 1
    return a[:length]


def indent(text, prefix, predicate=None):
    """With a prefix before the lines that are not empty, or that the predicate chooses."""
    lines = []
    for line in text.splitlines(keepends=True):
        chosen = line.strip() if predicate is None else predicate(line)
        lines.append(prefix + line if chosen else line)
    return "".join(lines)
