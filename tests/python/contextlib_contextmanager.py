from contextlib import contextmanager


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("p") as text:
    print(text)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("i"):
        raise KeyError("goes through")
except KeyError as error:
    print(repr(error))


@tag("decorated")
def function():
    print("in function")


function()
