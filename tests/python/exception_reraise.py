def inner():
    try:
        raise KeyError("first")
    except KeyError:
        print("inner saw it")
        raise


try:
    inner()
except LookupError as error:
    print("outer", repr(error), isinstance(error, KeyError))
try:
    raise
except RuntimeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
