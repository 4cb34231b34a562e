"""The module's own text."""


def function():
    """The function's text."""


class Documented:
    """The class's text."""

    def method(self):
        "short"


print(__doc__, function.__doc__, Documented.__doc__, Documented.method.__doc__, (lambda: 0).__doc__, sep=" | ")
