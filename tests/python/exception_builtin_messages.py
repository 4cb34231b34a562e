attempts = [
    lambda: [1][3],
    lambda: (1,)[3],
    lambda: "a"[3],
    lambda: {"a": 1}["b"],
    lambda: int("z"),
    lambda: [].pop(),
    lambda: {}.popitem(),
    lambda: next(iter([])),
    lambda: chr(-1),
    lambda: ord("ab"),
    lambda: max([]),
    lambda: "x".index("y"),
    lambda: [1].remove(2),
    lambda: 1.5.foo,
    lambda: "abc".foo,
    lambda: [].foo,
    lambda: print.foo,
    lambda: int.foo,
    lambda: round("a"),
    lambda: sum(["a"]),
    lambda: abs("a"),
    lambda: list(5),
    lambda: dict([1]),
    lambda: set([[]]),
    lambda: isinstance(1, 5),
    lambda: sorted(5),
    lambda: range("a"),
    lambda: enumerate(5),
    lambda: "".join([1]),
    lambda: int([]),
    lambda: float("x"),
    lambda: divmod(1, 0),
]
for attempt in attempts:
    try:
        attempt()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
