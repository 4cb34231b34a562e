import functools


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("enter", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("leave", function.__name__, "->", result)
        return result

    return wrapper


@traced
def add(a, b=0):
    """Add two numbers."""
    return a + b


add(1, b=2)
print(add.__name__, add.__doc__, add.__wrapped__(5, 5))
