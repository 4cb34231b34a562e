def note(value):
    print("arg", value)
    return value


def show(*args, **kwargs):
    print(args, kwargs)


show(note(1), *[note(2), note(3)], key=note(4), **{"other": note(5)})


def default(value=note("default")):
    return value


default()
default()
