from contextlib import ExitStack, closing, nullcontext, suppress


class Door:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("close", self.name)


with suppress(KeyError, IndexError):
    [][0]
    print("never")
with closing(Door("front")) as door:
    print("inside", door.name)
with nullcontext("nothing") as value:
    print(value)
with ExitStack() as stack:
    stack.callback(print, "called last")
    for name in ("a", "b"):
        stack.enter_context(closing(Door(name)))
    print("body")
