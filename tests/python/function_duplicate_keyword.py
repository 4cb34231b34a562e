def f(**options):
    return options


try:
    f(a=1, **{"a": 2})
except TypeError as error:
    print(str(error).split(".")[-1])
try:
    f(**{1: 2})
except TypeError as error:
    print(error)
try:
    f(*5)
except TypeError as error:
    print(str(error).split(".")[-1])
print(f(**{}, **{"b": 1}))
