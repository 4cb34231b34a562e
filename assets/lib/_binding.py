"""Binds call arguments to parameter names, with CPython's complaints.

For functions that are made while a program runs (`dataclasses`, `namedtuple`) and so take *args and **kwargs.
"""


class Signature:
    """The parameters of a function behind its `first` one, and the function's name for complaints."""

    def __init__(self, function, names, defaulted=(), keyword_only=(), first="self"):
        self.function = function
        self.names = tuple(names)
        self.defaulted = frozenset(defaulted)
        self.keyword_only = tuple(keyword_only)
        self.first = first

    def bind(self, args, kwargs):
        """The arguments given, by name. Parameters left to their defaults are not in it."""
        if len(args) > len(self.names):
            self.complain_of_too_many(args, kwargs)
        bound = dict(zip(self.names, args))
        for name, value in kwargs.items():
            if name in bound or name == self.first:
                raise TypeError(f"{self.function}() got multiple values for argument '{name}'")
            if name not in self.names and name not in self.keyword_only:
                raise TypeError(f"{self.function}() got an unexpected keyword argument '{name}'")
            bound[name] = value
        if len(bound) < len(self.names) + len(self.keyword_only):
            self.complain_of_missing(bound, self.names, "positional")
            self.complain_of_missing(bound, self.keyword_only, "keyword-only")
        return bound

    def complain_of_too_many(self, args, kwargs):
        most = len(self.names) + 1
        least = most - len([name for name in self.names if name in self.defaulted])
        allowed = f"from {least} to {most}" if least < most else str(most)
        plural = "s" if most != 1 else ""
        given = len(args) + 1
        extra = len([name for name in kwargs if name in self.keyword_only])
        if extra:
            more = (f" positional argument{'s' if given != 1 else ''} "
                    f"(and {extra} keyword-only argument{'s' if extra != 1 else ''})")
        else:
            more = ""
        verb = "was" if given == 1 and not extra else "were"
        raise TypeError(f"{self.function}() takes {allowed} positional argument{plural} but {given}{more} {verb} given")

    def complain_of_missing(self, bound, names, kind):
        missing = [f"'{name}'" for name in names if name not in bound and name not in self.defaulted]
        if not missing:
            return
        if len(missing) <= 2:
            listed = " and ".join(missing)
        else:
            listed = ", ".join(missing[:-1]) + ", and " + missing[-1]
        plural = "s" if len(missing) > 1 else ""
        raise TypeError(f"{self.function}() missing {len(missing)} required {kind} argument{plural}: {listed}")
