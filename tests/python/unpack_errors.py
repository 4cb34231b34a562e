def unpack_two(values):
    a, b = values
    return a, b


def unpack_star(values):
    a, b, *c = values
    return a, b, c


for values in ([1], [1, 2, 3], 5, "", None):
    try:
        print(unpack_two(values))
    except (ValueError, TypeError) as error:
        print(error)
try:
    unpack_star([1])
except ValueError as error:
    print(error)
