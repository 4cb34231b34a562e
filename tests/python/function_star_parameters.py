def show(first, *rest, key=None, **options):
    return first, rest, key, options


print(show(1), show(1, 2, 3), show(1, key="k", a=1, b=2), show(*[1, 2], **{"key": 3, "z": 4}))
print(show(*"ab", *range(2), x=1, **{"y": 2}))


def only_keywords(*, a, b=2):
    return a, b


print(only_keywords(a=1), only_keywords(b=3, a=0))
