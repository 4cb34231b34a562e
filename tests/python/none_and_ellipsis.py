print(None, repr(None), None is None, None == False, type(None), [None] * 2)
print(..., Ellipsis is ..., type(...))
print(NotImplemented is NotImplemented)
try:
    None + 1
except TypeError as error:
    print(error)
try:
    None.name
except AttributeError as error:
    print(error)
