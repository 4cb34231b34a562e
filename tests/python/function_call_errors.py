def none():
    pass


def two(a, b):
    pass


def some(a, b=1, *, c):
    pass


attempts = [
    lambda: none(1),
    lambda: two(),
    lambda: two(1),
    lambda: two(1, 2, 3),
    lambda: two(1, a=2),
    lambda: two(1, 2, c=3),
    lambda: some(1),
    lambda: some(1, 2, 3, c=4),
    lambda: some(c=1),
    lambda: some(1, 2, 3),
    lambda: two(**{"a": 1, "x": 2}),
    lambda: two(*[1, 2, 3, 4]),
]
for attempt in attempts:
    try:
        attempt()
    except TypeError as error:
        print(error)
