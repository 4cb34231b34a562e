print("{} {} {}".format(1, "two", 3.0), "{1} {0} {1}".format("a", "b"), "{x}-{y}".format(x=1, y=2))
print("{:>6}|{:<6}|{:^6}|{:*^6}".format("ab", "ab", "ab", "ab"))
print("{0[1]} {0[0]} {d[key]} {n.real}".format([10, 20], d={"key": "value"}, n=5))
print("{!r} {!s} {!a} {{}}".format("é", "é", "é"), "{:{}}|{:{width}.{digits}f}".format("x", 4, 3.14159, width=8, digits=2))
for attempt in (lambda: "{} {}".format(1), lambda: "{missing}".format(), lambda: "{0} {}".format(1, 2)):
    try:
        attempt()
    except (IndexError, KeyError, ValueError) as error:
        print(type(error).__name__, error)
