def forever(depth):
    return forever(depth + 1)


try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))
print(issubclass(RecursionError, RuntimeError))
