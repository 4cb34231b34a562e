def inner(name):
    received = yield f"{name} 1"
    print(name, "received", received)
    yield f"{name} 2"
    return f"{name} result"


def outer():
    first = yield from inner("a")
    print("outer has", first)
    second = yield from inner("b")
    yield from [second, "list item"]
    return "all"


generator = outer()
print(next(generator), generator.send("hello"), next(generator), generator.send("again"), next(generator), next(generator))
try:
    next(generator)
except StopIteration as stop:
    print(stop.value)
