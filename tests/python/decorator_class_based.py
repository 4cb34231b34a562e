class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counted
def square(number):
    return number * number


print(square(3), square(4), square.calls)


def register(cls):
    registry[cls.__name__] = cls
    return cls


registry = {}


@register
class Plugin:
    pass


print(list(registry), registry["Plugin"] is Plugin)
