try:
    raise ExceptionGroup("several", [ValueError("v"), KeyError("k"), ValueError("w")])
except ExceptionGroup as group:
    print(group, len(group.exceptions), [repr(error) for error in group.exceptions])
    matched, rest = group.split(ValueError)
    print(len(matched.exceptions), len(rest.exceptions))
