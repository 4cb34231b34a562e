# with, made easy.
import contextlib


@contextlib.contextmanager
def tagged(tag, swallow=False):
    print("enter", tag)
    try:
        yield tag
    except ValueError as error:
        print("caught", error)
        if not swallow:
            raise
    finally:
        print("exit", tag)


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error} / {error.__cause__!r} / {error.__context__!r}")


with tagged("a") as name:
    print(name)
with tagged("b", swallow=True):
    raise ValueError("swallowed")


def raising(error):
    with tagged("c"):
        raise error


attempt(lambda: raising(ValueError("v")))
attempt(lambda: raising(KeyError("k")))
attempt(lambda: raising(StopIteration("s")))


@contextlib.contextmanager
def replacing():
    try:
        yield
    except ValueError as error:
        raise KeyError("new") from error


@contextlib.contextmanager
def never():
    if False:
        yield


@contextlib.contextmanager
def twice():
    yield
    yield


def inside(manager):
    with manager:
        pass


def failing(manager):
    with manager:
        raise ValueError("old")


attempt(lambda: inside(never()))
attempt(lambda: inside(twice()))
attempt(lambda: failing(replacing()))


@tagged("decorated")
def work():
    return 5


print(work(), work())


def leave_early():
    for i in range(3):
        with tagged(i):
            if i == 1:
                return i


print(leave_early())
with contextlib.suppress(KeyError, ZeroDivisionError):
    {}["missing"]


class Door:
    def close(self):
        print("closed")


with contextlib.closing(Door()) as door:
    print(type(door).__name__)
with contextlib.nullcontext(4) as four:
    print(four)
