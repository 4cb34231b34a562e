"""Abstract base classes: ABC, ABCMeta, abstractmethod and its older kin.

Left out: caches and their tokens.
"""


def abstractmethod(funcobj):
    """Mark a method that subclasses must write."""
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractclassmethod(callable):
    return classmethod(abstractmethod(callable))


def abstractstaticmethod(callable):
    return staticmethod(abstractmethod(callable))


def abstractproperty(fget):
    return property(abstractmethod(fget))


def _is_abstract(value):
    """Looks through property, classmethod and staticmethod at the functions inside."""
    if getattr(value, "__isabstractmethod__", False):
        return True
    inner = [getattr(value, name, None) for name in ("fget", "fset", "fdel")] if isinstance(value, property) else []
    if isinstance(value, (classmethod, staticmethod)):
        inner.append(value.__func__)
    return any([getattr(function, "__isabstractmethod__", False) for function in inner])


def _abstract_names(cls):
    names = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """A class of classes that cannot be instantiated while a method of theirs is abstract."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_registered = ()
        return cls

    def __call__(cls, *args, **kwargs):
        if cls.__abstractmethods__:
            names = sorted(cls.__abstractmethods__)
            plural = "s" if len(names) > 1 else ""
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} "
                            f"with abstract method{plural} {', '.join(names)}")
        return super().__call__(*args, **kwargs)

    def register(cls, subclass):
        """Count a class as a subclass that does not inherit."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(cls, subclass) and cls is not subclass:
            raise RuntimeError("Refusing to create an inheritance cycle")
        for base in cls.__mro__:
            if isinstance(base, ABCMeta):
                base._abc_registered = (*base._abc_registered, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        return any([issubclass(subclass, registered) for registered in cls._abc_registered])

    def __subclasshook__(cls, subclass):
        return NotImplemented


class ABC(metaclass=ABCMeta):
    pass


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    """Look again, after methods were added to a finished class."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls)
    return cls
