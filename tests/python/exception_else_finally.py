def attempt(action):
    try:
        print("result", action())
    except ZeroDivisionError as error:
        print("caught", error)
    except (KeyError, IndexError) as error:
        print("lookup", repr(error))
    else:
        print("else")
    finally:
        print("finally")


attempt(lambda: 1)
attempt(lambda: 1 / 0)
attempt(lambda: {}["k"])
try:
    attempt(lambda: int("x"))
except ValueError as error:
    print("outside", error)
