# Constants, templates, paragraphs.
import string
import textwrap
from string import Template

print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits)
print(string.capwords("the quick  brown fox"), Template("$who owes $$${amount}").substitute(who="Ann", amount=5))
print(Template("$a and $b").safe_substitute(a=1), Template("${x}y").substitute({"x": 2}))
for wrong in (lambda: Template("$a $b").substitute(a=1), lambda: Template("cost: $5").substitute()):
    try:
        wrong()
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
text = "A lock keeps two threads from being in the same well-known place at once; it does not keep them from waiting."
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, 25, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(text, 40), textwrap.shorten(text, 40, placeholder="..."))
print(textwrap.dedent("""
    first
      second

    third
"""))
print(textwrap.indent("a\n\nb\n", "> "))
