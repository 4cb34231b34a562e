table = {"a": 1, "b": 2}
print(table.pop("a"), table)
for attempt in (lambda: table.pop("z"), lambda: {}.popitem(), lambda: table["nope"], lambda: table[1, 2], lambda: {}[None]):
    try:
        attempt()
    except KeyError as error:
        print(repr(error), str(error), error.args)
