def divide(a, b, /, digits=2, *, sign=1):
    return round(sign * a / b, digits)


print(divide(1, 3), divide(1, 3, 4), divide(1, 3, digits=1, sign=-1))
for attempt in (lambda: divide(a=1, b=2), lambda: divide(1, 2, 3, 4), lambda: divide(1, b=2)):
    try:
        attempt()
    except TypeError as error:
        print(error)


def tagged(name, /, **attributes):
    return name, attributes


print(tagged("a", name="b"))
