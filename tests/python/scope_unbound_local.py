value = 1


def reads_before_assigning():
    print(value)
    value = 2


try:
    reads_before_assigning()
except UnboundLocalError as error:
    print(type(error).__name__, error)


def uses_missing():
    return missing_name


try:
    uses_missing()
except NameError as error:
    print(error)


def outer():
    def inner():
        return late

    try:
        inner()
    except NameError as error:
        print(error)
    late = 5
    return inner()


print(outer())
