# Any number of managers at once.
import contextlib


@contextlib.contextmanager
def resource(name):
    print("open", name)
    yield name
    print("close", name)


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error} / {error.__context__!r}")


with contextlib.ExitStack() as stack:
    names = [stack.enter_context(resource(name)) for name in "abc"]
    stack.callback(print, "callback", 1, sep="/")
    print(names)


def swallowing():
    with contextlib.ExitStack() as stack:
        stack.push(lambda kind, error, traceback: True)
        raise RuntimeError("swallowed")
    return "on"


def second_error():
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: {}["second"])
        raise RuntimeError("first")


attempt(swallowing)
attempt(second_error)
stack = contextlib.ExitStack()
stack.callback(print, "later")
kept = stack.pop_all()
stack.close()
print("nothing yet")
kept.close()
