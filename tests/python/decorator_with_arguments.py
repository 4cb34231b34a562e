def repeat(times, separator=" "):
    def decorate(function):
        def wrapper(*args):
            return separator.join(function(*args) for _ in range(times))

        return wrapper

    return decorate


def shout(function):
    return lambda *args: function(*args).upper()


@shout
@repeat(3, separator="-")
def word(text):
    return text


@repeat(2)
@shout
def other(text):
    return text + "."


print(word("hey"), other("ho"))
