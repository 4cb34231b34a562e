for value in (1, 1.0, "s", b"b", None, True, [], (), {}, set(), frozenset(), range(3), slice(1), print, len, int, type, lambda: 0):
    print(type(value).__name__, type(value))
