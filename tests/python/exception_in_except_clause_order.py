class A(Exception):
    pass


class B(A):
    pass


def which(error):
    try:
        raise error
    except B:
        return "B"
    except A:
        return "A"
    except:
        return "anything"


print(which(A()), which(B()), which(ValueError()), which(KeyboardInterrupt()))
groups = (KeyError, (IndexError, ValueError))
try:
    [][0]
except groups[1] as error:
    print(type(error).__name__)
