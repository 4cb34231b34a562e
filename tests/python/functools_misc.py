import functools


class Report:
    def __init__(self):
        self.made = 0

    @functools.cached_property
    def text(self):
        self.made += 1
        return "long text"


@functools.singledispatch
def show(value):
    return f"thing {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def _(value):
    return f"list of {len(value)}"


report = Report()
print(report.text, report.text, report.made, show("x"), show(5), show([1, 2]), show(True))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
