pairs = [
    (ZeroDivisionError, ArithmeticError),
    (KeyError, LookupError),
    (IndexError, LookupError),
    (ValueError, Exception),
    (UnicodeDecodeError, ValueError),
    (FileNotFoundError, OSError),
    (TimeoutError, OSError),
    (NotImplementedError, RuntimeError),
    (RecursionError, RuntimeError),
    (UnboundLocalError, NameError),
    (ModuleNotFoundError, ImportError),
    (KeyboardInterrupt, Exception),
    (SystemExit, Exception),
    (GeneratorExit, BaseException),
    (OverflowError, ArithmeticError),
    (BrokenPipeError, ConnectionError),
]
for child, parent in pairs:
    print(child.__name__, parent.__name__, issubclass(child, parent))
print(IOError is OSError, Exception.__mro__[1].__name__)
