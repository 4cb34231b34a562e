class Len:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Both(Len):
    def __bool__(self):
        return True


print(bool(Len(0)), bool(Len(2)), bool(Both(0)), not Len(0), "yes" if Len(1) else "no")
try:
    bool(Len(-1))
except ValueError as error:
    print(error)
try:
    len(Len("x"))
except TypeError as error:
    print(error)
