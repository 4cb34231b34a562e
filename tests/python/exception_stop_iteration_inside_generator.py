def leaky():
    yield 1
    raise StopIteration("inside")


generator = leaky()
print(next(generator))
try:
    next(generator)
except RuntimeError as error:
    print(error, repr(error.__cause__))
