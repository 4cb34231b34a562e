def greet(name: str, times: int = 1) -> str:
    """Say hello."""
    return f"hello {name} " * times


greet.calls = 3
print(greet.__name__, greet.__doc__, greet.__defaults__, greet.calls, greet.__annotations__["times"].__name__)
print((lambda: 0).__name__, greet.__module__, greet.__qualname__, callable(greet))


def outer():
    def inner():
        pass

    return inner


print(outer().__qualname__)
