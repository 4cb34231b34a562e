def nothing():
    pass


def early(number):
    if number < 0:
        return
    return number, number * 2


def nested():
    for outer in range(5):
        for inner in range(5):
            if outer * inner == 6:
                return outer, inner


print(nothing(), early(-1), early(2), nested())
