class Both:
    def __repr__(self):
        return "Both()"

    def __str__(self):
        return "both of them"


class OnlyRepr:
    def __repr__(self):
        return "OnlyRepr()"


print(Both(), repr(Both()), [Both()], f"{Both()} {Both()!r}", "%s %r" % (Both(), Both()), {1: Both()}, sep="\n")
print(OnlyRepr(), str(OnlyRepr()), (OnlyRepr(),), "{}".format(OnlyRepr()))


class Wrong:
    def __str__(self):
        return 5


try:
    str(Wrong())
except TypeError as error:
    print(error)
