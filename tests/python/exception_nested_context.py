try:
    try:
        raise ValueError("one")
    except ValueError:
        try:
            raise KeyError("two")
        finally:
            print("inner finally")
except KeyError as error:
    print(repr(error), repr(error.__context__), error.__cause__)
    try:
        raise TypeError("three")
    except TypeError as later:
        chain = later
        while chain is not None:
            print("chain", repr(chain))
            chain = chain.__context__
