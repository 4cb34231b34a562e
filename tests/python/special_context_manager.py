class Step:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return self.swallow


with Step("a") as a, Step("b") as b:
    print("body", a, b)
with Step("outer", swallow=True):
    with Step("inner"):
        raise ValueError("passes through")
print("goes on")
with (
    Step("p"),
    Step("q") as q,
):
    print(q)
