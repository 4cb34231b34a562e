"""Reducers for classes that cannot say for themselves how they are pickled.

Left out: extension codes.
"""

from _copyreg import __newobj__, __newobj_ex__

# By class: a function that gives what `__reduce__` would.
dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")
