def load(mode):
    try:
        int("x")
    except ValueError as error:
        if mode == "from":
            raise RuntimeError("with cause") from error
        if mode == "none":
            raise RuntimeError("hidden") from None
        raise RuntimeError("implicit")


for mode in ("from", "none", "implicit"):
    try:
        load(mode)
    except RuntimeError as error:
        print(error, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
